// Solves one problem in the form of DIMACS with LEMON, and prints the objective and the processor seconds of
// the solving alone.
//
//   lemon min FILE    minimum-cost flow by network simplex
//   lemon max FILE    maximum flow by preflow push
#include <ctime>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/preflow.h>
#include <lemon/smart_graph.h>

typedef lemon::SmartDigraph Graph;
typedef long long Units;
typedef Graph::ArcMap<Units> ArcUnits;

static double processorSeconds() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int report(double begin, Units objective) {
    std::printf("%lld %.6f\n", objective, processorSeconds() - begin);
    return 0;
}

static int leastCost(std::istream &in) {
    Graph graph;
    ArcUnits lower(graph), capacity(graph), cost(graph);
    Graph::NodeMap<Units> supply(graph);
    lemon::readDimacsMin(in, graph, lower, capacity, cost, supply);
    double begin = processorSeconds();
    lemon::NetworkSimplex<Graph, Units> simplex(graph);
    if (simplex.upperMap(capacity).costMap(cost).supplyMap(supply).run() != simplex.OPTIMAL) return 1;
    return report(begin, simplex.totalCost<Units>());
}

static int mostUnits(std::istream &in) {
    Graph graph;
    ArcUnits capacity(graph);
    Graph::Node source, target;
    lemon::readDimacsMax(in, graph, capacity, source, target);
    double begin = processorSeconds();
    lemon::Preflow<Graph, ArcUnits> preflow(graph, capacity, source, target);
    preflow.runMinCut();
    return report(begin, preflow.flowValue());
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    std::ifstream in(arguments[2]);
    if (!in) return 2;
    return std::strcmp(arguments[1], "max") ? leastCost(in) : mostUnits(in);
}
