package main

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
)

// benchSheetRows is how many rows of 指标 the workbook has whose import is measured.
const benchSheetRows = 200

// importOf reads a workbook of 50 items with three options each, and compiles what it holds.
func importOf() (func() error, error) {
	spec, err := sheet.Frame("F3")
	if err != nil {
		return nil, err
	}
	item := spec.Nodes[0].Nodes[0] // an option with three grades: four rows
	item.Title.EN = "A title in English"
	item.Guidance.ZH = "由两名评估员分别与每位申请人单独谈话，比对陈述是否一致。"
	spec.Nodes, spec.Gates = nil, spec.Gates[1:] // the first gate is for a section that goes
	rows := 1 + len(item.Options)
	for i := range benchSheetRows / rows {
		item.Code = fmt.Sprintf("%03d", i)
		spec.Nodes = append(spec.Nodes, item)
	}
	spec.Aggregation = instrument.AggregationSpec{Method: instrument.Sum, Total: fmt.Sprint(10 * len(spec.Nodes))}
	var book bytes.Buffer
	if err := sheet.Write(&book, spec); err != nil {
		return nil, err
	}
	return func() error {
		_, wrong := sheet.Read(bytes.NewReader(book.Bytes()))
		if len(wrong) > 0 {
			return errors.New("bench: " + wrong[0].Error())
		}
		return nil
	}, nil
}
