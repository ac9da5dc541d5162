package sheet

import (
	"encoding/xml"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// worksheet is a sheet as the workbook lists it.
type worksheet struct {
	name, part string
	hidden     bool
}

// worksheets lists the sheets that have cells, in the order of the workbook.
func worksheets(book *excelize.File) ([]worksheet, error) {
	main := "xl/workbook.xml"
	err := relations(book, "_rels/.rels", "", func(_, kind, target string) {
		if kind == "officeDocument" {
			main = target
		}
	})
	if err != nil {
		return nil, err
	}
	folder, base := path.Split(main)
	parts := map[string]string{}
	err = relations(book, folder+"_rels/"+base+".rels", folder, func(id, kind, target string) {
		if kind == "worksheet" {
			parts[id] = target
		}
	})
	if err != nil || book.WorkBook == nil {
		return nil, err
	}
	var sheets []worksheet
	known := map[string]bool{}
	for _, sheet := range book.WorkBook.Sheets.Sheet {
		folded := strings.ToLower(sheet.Name)
		if known[folded] {
			return nil, errTwice
		}
		known[folded] = true
		if part := parts[sheet.ID]; part != "" {
			hidden := sheet.State != "" && sheet.State != "visible"
			sheets = append(sheets, worksheet{sheet.Name, part, hidden})
		}
	}
	return sheets, nil
}

// relations calls found for every entry of a part that lists other parts. The kind is the last word
// of its type; the target is relative to the whole workbook.
func relations(book *excelize.File, name, folder string, found func(id, kind, target string)) error {
	var list struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if err := xml.Unmarshal(content(book, name), &list); err != nil && err != io.EOF {
		return errPart
	}
	for _, relation := range list.Relationship {
		target := strings.ReplaceAll(relation.Target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		found(relation.ID, path.Base(relation.Type), strings.TrimPrefix(target, "/"))
	}
	return nil
}

// content returns a part as it was unpacked, nil if there is none.
func content(book *excelize.File, name string) []byte {
	part, _ := book.Pkg.Load(name)
	data, _ := part.([]byte)
	return data
}
