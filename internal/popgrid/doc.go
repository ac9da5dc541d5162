// Package popgrid reads grids of people per cell, as WorldPop and the Global Human Settlement Layer
// publish them in GeoTIFF: cells inside an area as points with people, their sums by the nearest of
// given places, and whole people of these sums.
//
// It is no general reader of images: one band of numbers, no overviews, no colours. It opens no files
// and never holds more of one than a row of cells, whatever its size; blocks outside the area are not
// read. Nobody is dropped in silence: people beyond the reach of every place, or off the Earth, are
// part of the result.
//
//	.tif ── Open ──► Grid ── Each ────► cells (lon, lat, people)
//	                      ── Assign ──► people of each place, and those beyond reach ── Whole ──► people
//
// Formats: TIFF 6.0 (Adobe, 1992), BigTIFF, Adobe's Technical Note 3 (2005) for predictor 3, OGC GeoTIFF
// 1.1 (19-008r4) and GDAL's tag for cells without data.
package popgrid
