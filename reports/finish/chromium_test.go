package finish_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
)

// BenchmarkFivePagesChromium is the same report printed by a browser that is warm:
// started once, one tab kept open, each report put into it and printed with tags.
// The content is in memory as HTML; numbers of pages and seals are left to it.
func BenchmarkFivePagesChromium(b *testing.B) {
	c := startBrowser(b)
	page := asHTML(b, fivePages(b))
	out := c.print(b, page)
	before := c.processorTime(b)
	for b.Loop() {
		c.print(b, page)
	}
	b.ReportMetric(float64((c.processorTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(bytes.Count(out, []byte("/Type /Page\n"))), "pages")
}

// browser is a headless Chromium, spoken to over its pipe. A library for that
// (chromedp) brings seven modules for the four calls that are needed.
type browser struct {
	group   int // of its processes
	to      *os.File
	from    *bufio.Reader
	last    int
	session string
	frame   string
}

func startBrowser(b *testing.B) *browser {
	b.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		b.Skip("SKIPPED, NOTHING WAS COMPARED: chromium is not installed")
	}
	toBrowser, to, err := os.Pipe()
	require.NoError(b, err)
	from, fromBrowser, err := os.Pipe()
	require.NoError(b, err)
	cmd := exec.Command(path, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
		"--user-data-dir="+b.TempDir(), "--no-first-run", "about:blank")
	cmd.ExtraFiles = []*os.File{toBrowser, fromBrowser}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	require.NoError(b, cmd.Start())
	c := &browser{group: cmd.Process.Pid, to: to, from: bufio.NewReaderSize(from, 1<<20)}
	b.Cleanup(func() {
		_ = syscall.Kill(-c.group, syscall.SIGKILL)
		_ = cmd.Wait()
		_ = to.Close()
		_ = from.Close()
	})
	require.NoError(b, toBrowser.Close())
	require.NoError(b, fromBrowser.Close())
	var target struct{ TargetID string }
	c.call(b, "Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var session struct{ SessionID string }
	c.call(b, "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &session)
	c.session = session.SessionID
	var tree struct {
		FrameTree struct{ Frame struct{ ID string } }
	}
	c.call(b, "Page.getFrameTree", nil, &tree)
	c.frame = tree.FrameTree.Frame.ID
	return c
}

// call sends a command and waits for its answer; what else the browser says in the
// meantime is passed over.
func (c *browser) call(b *testing.B, method string, params map[string]any, into any) {
	b.Helper()
	c.last++
	request := map[string]any{"id": c.last, "method": method, "params": params}
	if params == nil {
		request["params"] = map[string]any{}
	}
	if c.session != "" {
		request["sessionId"] = c.session
	}
	raw, err := json.Marshal(request)
	require.NoError(b, err)
	_, err = c.to.Write(append(raw, 0))
	require.NoError(b, err)
	for {
		raw, err := c.from.ReadBytes(0)
		require.NoError(b, err)
		var answer struct {
			ID     int
			Error  json.RawMessage
			Result json.RawMessage
		}
		require.NoError(b, json.Unmarshal(raw[:len(raw)-1], &answer))
		if answer.ID != c.last {
			continue
		}
		require.Empty(b, string(answer.Error), method)
		if into != nil {
			require.NoError(b, json.Unmarshal(answer.Result, into))
		}
		return
	}
}

// print puts a page into the tab and prints it.
func (c *browser) print(b *testing.B, page string) []byte {
	b.Helper()
	c.call(b, "Page.setDocumentContent", map[string]any{"frameId": c.frame, "html": page}, nil)
	var printed struct{ Data []byte }
	c.call(b, "Page.printToPDF", map[string]any{"preferCSSPageSize": true, "printBackground": true, "generateTaggedPDF": true}, &printed)
	require.Equal(b, "%PDF-", string(printed.Data[:5]))
	return printed.Data
}

// processorTime is that of all processes of the browser, those that have ended
// and were waited for among them.
func (c *browser) processorTime(b *testing.B) (sum time.Duration) {
	b.Helper()
	const tick = 10 * time.Millisecond // USER_HZ is 100 on every Linux that Go runs on
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	require.NoError(b, err)
	for _, path := range all {
		raw, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		fields := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
		if fields[2] != strconv.Itoa(c.group) {
			continue
		}
		for _, f := range fields[11:15] {
			n, err := strconv.Atoi(f)
			require.NoError(b, err)
			sum += time.Duration(n) * tick
		}
	}
	return sum
}

// asHTML is the sample report as a page for print.
func asHTML(b *testing.B, d reports.Document) string {
	b.Helper()
	var w strings.Builder
	fmt.Fprintf(&w, `<!doctype html><html lang="zh-CN"><title>%[1]s</title><style>@page{size:A4;margin:28mm}
body{font:12pt/21pt "Noto Serif CJK SC","LXGW WenKai",serif;text-align:justify} h1{text-align:center} p{text-indent:2em;margin:0}
table{border-collapse:collapse;width:100%%;font-size:10pt;line-height:15.5pt} td,th{border:.6pt solid;padding:3pt 5pt} tr{break-inside:avoid}
</style><h1>%[1]s</h1>`, html.EscapeString(d.Title))
	for _, block := range d.Blocks {
		switch x := block.(type) {
		case reports.Heading:
			fmt.Fprintf(&w, "<h%[1]d>%[2]s</h%[1]d>", x.Level+1, inline(x.Text))
		case reports.Paragraph:
			fmt.Fprintf(&w, "<p>%s</p>", inline(x.Text))
		case reports.Table:
			w.WriteString("<table><thead>")
			rows(&w, x.Header, "th")
			w.WriteString("</thead><tbody>")
			rows(&w, x.Rows, "td")
			w.WriteString("</tbody></table>")
		case reports.Signatures:
			for _, s := range x.Signers {
				fmt.Fprintf(&w, "<p>%s：</p>", inline(s.Label()))
			}
		default:
			b.Fatalf("the sample has a %T, which the page for the browser does not know", x)
		}
	}
	return w.String()
}

func inline(in reports.Inline) string {
	var w strings.Builder
	for _, r := range in {
		text := strings.ReplaceAll(html.EscapeString(r.Text), "\n", "<br>")
		if r.Bold {
			text = "<b>" + text + "</b>"
		}
		w.WriteString(text)
	}
	return w.String()
}

func rows(w *strings.Builder, rs []reports.Row, tag string) {
	for _, r := range rs {
		w.WriteString("<tr>")
		for _, c := range r.Cells {
			fmt.Fprintf(w, "<%s colspan=%d rowspan=%d>%s", tag, max(1, c.ColSpan), max(1, c.RowSpan), inline(c.Text))
			for _, f := range c.Foot {
				fmt.Fprintf(w, "<div>%s</div>", inline(f))
			}
		}
	}
}
