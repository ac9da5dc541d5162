package flow

// What tests on networks that are drawn outside of this package share with those inside.
var (
	EveryWay  = everyWay
	CheckFlow = checkFlow
	CheckCut  = checkCut
)
