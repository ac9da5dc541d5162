package host

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"wayout/internal/disk"
)

// URLFile is the file in the folder of a host that says where it is reached. Only its owner may read it.
const URLFile = "url"

// storeFolder is the folder below that of a host in which the server keeps what it carries.
const storeFolder = "store"

// Limits of what a host takes. Without limits a server takes three quarters of memory and disk.
const (
	mostMemory = 64 << 20
	mostStore  = 4 << 30
)

// patience is how long a server may take to be ready.
const patience = 10 * time.Second

// Host is a server that runs.
type Host struct {
	URL    string
	server *server.Server
}

// Start starts a server that keeps what it carries in a folder, which it makes where needed. It is
// reached where it was before, if nobody else listens there, so that workers find it again.
func Start(folder string) (*Host, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	port, token := before(folder)
	h, err := start(folder, port, token)
	if err != nil && port > 0 {
		h, err = start(folder, server.RANDOM_PORT, token) // somebody else has taken the port
	}
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, URLFile)
	if err := writeSecret(path, h.URL); err != nil {
		h.Stop()
		return nil, err
	}
	return h, nil
}

// start starts a server on a port of the loopback address.
func start(folder string, port int, token string) (*Host, error) {
	s, err := server.NewServer(&server.Options{
		ServerName: "wayout", Host: "127.0.0.1", Port: port, Authorization: token,
		JetStream: true, StoreDir: filepath.Join(folder, storeFolder),
		// On the disk before it is acknowledged; the server's own default is two minutes later.
		SyncAlways: true, JetStreamMaxMemory: mostMemory, JetStreamMaxStore: mostStore,
		NoSigs: true, NoLog: true, DisableJetStreamBanner: true,
	})
	if err != nil {
		return nil, fmt.Errorf("start the queue: %w", err)
	}
	s.Start()
	if !s.ReadyForConnections(patience) || !s.JetStreamEnabled() {
		s.Shutdown()
		s.WaitForShutdown()
		return nil, errors.New("start the queue: it was not ready in time")
	}
	reached := url.URL{Scheme: "nats", User: url.User(token), Host: s.Addr().String()}
	return &Host{reached.String(), s}, nil
}

// before returns where a host of the folder was reached: a port, or any, and the token, or a new one.
func before(folder string) (port int, token string) {
	port, token = server.RANDOM_PORT, rand.Text()
	text, err := URL(folder)
	if err != nil {
		return port, token
	}
	was, err := url.Parse(text)
	if err != nil || was.User.Username() == "" {
		return port, token
	}
	if n, err := strconv.Atoi(was.Port()); err == nil && n > 0 {
		port = n
	}
	return port, was.User.Username()
}

// URL returns where the host of a folder is reached.
func URL(folder string) (string, error) {
	data, err := disk.Read(filepath.Join(folder, URLFile), 4096)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("the folder %s has no queue; “wayout study queue %[1]s” keeps one there", folder)
	}
	return strings.TrimSpace(string(data)), err
}

// writeSecret writes a file that only its owner may read.
func writeSecret(path, text string) error {
	_ = os.Remove(path)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text + "\n")
	return errors.Join(err, file.Sync(), file.Close())
}

// Stop stops the server. What it carries stays in its folder.
func (h *Host) Stop() {
	h.server.Shutdown()
	h.server.WaitForShutdown()
}
