package dossier

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// beijing is the zone in which instants are printed; China has one.
var beijing = time.FixedZone("Asia/Shanghai", 8*60*60)

// instant prints an instant of the record in the time of Beijing; what is none
// stands as it is.
func instant(at string) string {
	t, err := time.Parse(time.RFC3339Nano, at)
	if err != nil {
		return at
	}
	return t.In(beijing).Format("2006-01-02 15:04:05")
}

// history is the chain entry by entry (办理记录).
func history(c Content) (reports.Document, error) {
	steps := map[int64]Step{}
	for _, s := range c.Explanations.History {
		steps[s.Sequence] = s
	}
	t := reports.Table{
		Columns: []reports.Column{
			{Width: 1.25, Align: reports.AlignCenter}, {Width: 2.4}, {Width: 3.4}, {Width: 2.8}, {Width: 2.8}, {Width: 4.2},
		},
		Header: []reports.Row{header("序号", "时间", "事项", "办理状态", "经办人", "校验值")},
	}
	for _, e := range c.Entries.Entries {
		h, err := ledger.Decode([]byte(e.Header))
		if err != nil {
			return reports.Document{}, fmt.Errorf("dossier: %s: %w", EntriesName, err)
		}
		step := steps[h.Sequence]
		act := orDash(step.Act)
		if step.Note != "" {
			act += "：" + step.Note
		}
		state := step.To
		if step.From != step.To && step.From != "" {
			state = step.From + "→" + step.To
		}
		t.Rows = append(t.Rows, reports.Row{Whole: true, Cells: row2cells([]string{
			strconv.FormatInt(h.Sequence, 10), instant(h.At.UTC().Format(time.RFC3339Nano)), act, state,
			h.Actor.Name + "\n" + h.Actor.Organisation.Name, e.Hash[:min(len(e.Hash), shownHash)],
		})})
	}
	d := part(c, "办理记录")
	d.Blocks = reports.Blocks{
		reports.Paragraph{Small: true, Text: reports.Text("每项记录的校验值包含前一项的校验值，任何一项被改动、增删或者调换，其后各项均不能通过核对。本表载明校验值的前" + strconv.Itoa(shownHash) + "位，全文见 " + EntriesName + "。")},
		t,
	}
	return d, nil
}

// shownHash is how much of a hash a table shows.
const shownHash = 16

// results explains each result node by node (评分结果说明).
func results(c Content) reports.Document {
	d := part(c, "评分结果说明")
	for _, r := range c.Explanations.Results {
		d.Blocks = append(d.Blocks, reports.Heading{Level: 1, Text: reports.Text(r.Title)},
			reports.Paragraph{Flush: true, Small: true, Text: reports.Text("评分表：" + r.Table)})
		for _, line := range r.Lines {
			d.Blocks = append(d.Blocks, reports.Paragraph{Flush: true, Align: reports.AlignLeft, Text: reports.Text(line)})
		}
	}
	return d
}

// evidence lists the files of evidence with their hashes (证明材料目录).
func evidence(c Content) reports.Document {
	d := part(c, "证明材料目录")
	t := reports.Table{
		Columns: []reports.Column{{Width: 1.2, Align: reports.AlignCenter}, {Width: 3.6}, {Width: 1.45}, {Width: 1.7, Align: reports.AlignRight}, {Width: 7}},
		Header:  []reports.Row{header("序号", "名称", "类型", "字节", "校验值（SHA-256）")},
	}
	add := func(name, kind string, size int64, sum string) {
		bytes := "—"
		if size > 0 {
			bytes = strconv.FormatInt(size, 10)
		}
		t.Rows = append(t.Rows, reports.Row{Whole: true, Cells: row2cells([]string{
			strconv.Itoa(len(t.Rows) + 1), orDash(name), kind, bytes, halves(sum),
		})})
	}
	for _, e := range c.Manifest.Evidence {
		name := e.Name
		if e.Kind != "" {
			name += "\n（" + e.Kind + "）"
		}
		if len(e.Items) > 0 {
			name += "\n证明事项：" + strings.Join(e.Items, "、")
		}
		if e.Image != nil {
			name += "\n（图片附后）"
		} else if e.NotShown != "" {
			name += "\n（图片未附：" + e.NotShown + "）"
		}
		add(name, e.Type, e.Size, e.SHA256)
	}
	for _, p := range c.Manifest.Papers {
		for _, s := range p.Scans {
			add("《"+p.Title+"》扫描件", "扫描件", 0, s.SHA256)
		}
	}
	if len(t.Rows) == 0 {
		d.Blocks = reports.Blocks{reports.Paragraph{Text: reports.Text("截至本案卷所载的末项记录，没有登记证明材料。")}}
		return d
	}
	d.Blocks = reports.Blocks{t}
	return d
}

// halves breaks a hash where a cell breaks it.
func halves(sum string) string {
	if len(sum) <= 32 {
		return orDash(sum)
	}
	return sum[:32] + "\n" + sum[32:]
}

// closing is the note at the end of a file (备考表, GB/T 18894 and DA/T 22).
func closing(c Content) reports.Document {
	m := c.Manifest
	d := part(c, "备考表")
	shown := 0
	for _, p := range m.Papers {
		if p.Document != "" {
			shown++
		}
	}
	d.Blocks = reports.Blocks{reports.KeyValue{Columns: 1, Items: []reports.Item{
		{Label: "本卷情况说明", MinHeight: 60, Value: reports.Text(fmt.Sprintf(
			"本卷共有文书%d件（其中随卷制作%d件），办理记录%d项，证明材料%d件。截至第%d项办理记录。",
			len(m.Papers), shown, len(c.Entries.Entries), len(m.Evidence), m.AsOf.Sequence))},
		{Label: "调卷", Value: reports.Text(m.Taken.By.Name + "（" + m.Taken.By.Role + "）　" + instant(m.Taken.At) + "\n用途：" + m.Taken.Purpose)},
		{Label: "立卷人", MinHeight: 12},
		{Label: "检查人", MinHeight: 12},
		{Label: "立卷时间", MinHeight: 12},
	}}}
	return d
}
