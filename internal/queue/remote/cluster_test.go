package remote_test

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"wayout/internal/queue"
	"wayout/internal/queue/queuetest"
	"wayout/internal/queue/remote"
)

// free returns ports of the loopback address on which nobody listens.
func free(t *testing.T, n int) []int {
	t.Helper()
	var out []int
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		out = append(out, l.Addr().(*net.TCPAddr).Port)
	}
	return out
}

// cluster starts three servers of one cluster, as somebody sets them up for several machines.
func cluster(t *testing.T) map[string]*server.Server {
	t.Helper()
	ports := free(t, 3)
	var routes []*url.URL
	for _, port := range ports {
		routes = append(routes, &url.URL{Scheme: "nats", Host: fmt.Sprintf("127.0.0.1:%d", port)})
	}
	out := map[string]*server.Server{}
	for i, port := range ports {
		name := fmt.Sprintf("n%d", i+1)
		s, err := server.NewServer(&server.Options{
			ServerName: name, Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(),
			SyncAlways: true, JetStreamMaxMemory: 64 << 20, JetStreamMaxStore: 1 << 30, NoSigs: true, NoLog: true,
			Cluster: server.ClusterOpts{Name: "three", Host: "127.0.0.1", Port: port}, Routes: routes,
		})
		if err != nil {
			t.Fatal(err)
		}
		s.Start()
		t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
		out[name] = s
	}
	for _, s := range out {
		if !s.ReadyForConnections(10 * time.Second) {
			t.Fatal("a server is not ready")
		}
	}
	return out
}

// TestKilledLeader: of three servers the one that leads the tasks is stopped in the middle. Each stream
// lies on three servers, and the work ends as if nothing had been.
func TestKilledLeader(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("skipped: three servers run in the full tests")
	}
	servers := cluster(t)
	var addresses []string
	for _, s := range servers {
		addresses = append(addresses, s.ClientURL())
	}
	address := strings.Join(addresses, ",")
	for range 2 {
		served(t, address, remote.Serving{Workers: 2, Open: slowly(2 * time.Millisecond)})
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	q := losing{remote.Remote{Conn: connected(t, address, impatient(t))}, func() {
		name, replicas := leader(ctx, t, address)
		if replicas != 3 {
			t.Errorf("the stream of tasks lies on %d servers", replicas)
		}
		servers[name].Shutdown()
		servers[name].WaitForShutdown()
	}}
	queuetest.Collect(ctx, t, q, queue.Work{ID: "a", Shared: []byte("x"), Tasks: queuetest.Tasks(200)})
}

// leader returns the server that leads the stream of tasks, and on how many it lies.
func leader(ctx context.Context, t *testing.T, address string) (string, int) {
	t.Helper()
	c, err := nats.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	js, err := jetstream.New(c)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := js.Stream(ctx, "WAYOUT_TASKS")
	if err != nil {
		t.Fatal(err)
	}
	info := stream.CachedInfo()
	return info.Cluster.Leader, info.Config.Replicas
}
