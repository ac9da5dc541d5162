// Package chart draws lines, bands and points over two axes as an SVG picture that needs nothing else:
// no script, no font, no network.
//
// It is for pictures beside tables; report.html draws its own. It chooses no colours and no words.
//
//	Chart ──► SVG
package chart
