module wayout

go 1.26
