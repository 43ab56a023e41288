package finish_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/finish"
)

func attachments() []finish.Attachment {
	return []finish.Attachment{
		{Name: "记录𠮷.json", Type: "application/json", Description: "本文书所依据的记录", Relation: finish.RelationSource, Data: []byte(`{"姓名":"𠮷田"}`)},
		{Name: "documents/a.json", Type: "application/json", Data: []byte("[]")},
	}
}

func TestFileSaysWhatItIsBuiltTo(t *testing.T) {
	t.Parallel()
	for part, head := range map[int]string{1: "%PDF-1.4\n", 2: "%PDF-1.7\n", 3: "%PDF-1.7\n"} {
		b, err := finish.Render(notice(), finish.Options{Created: created, Part: part})
		require.NoError(t, err)
		require.True(t, bytes.HasPrefix(b, []byte(head)))
		require.Contains(t, string(b), "<pdfaid:part>"+string(rune('0'+part))+"</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>")
		require.Contains(t, string(b), "<pdfuaid:part>1</pdfuaid:part>")
		require.Equal(t, part == 1, bytes.Contains(b, []byte("/CIDSet")))
		require.NotContains(t, string(b), "/Transparency")
		require.Regexp(t, `/OutputIntents \[<</Type /OutputIntent /S /GTS_PDFA1`, string(b))
	}
	plain, err := finish.Render(notice(), finish.Options{Created: created, Part: 2})
	require.NoError(t, err)
	require.Equal(t, plain, render(t, notice()), "part 2 is what is built without a wish")
}

func TestOptionsThatNoPartAllows(t *testing.T) {
	t.Parallel()
	one := attachments()[:1]
	bad := func(change func(*finish.Attachment)) []finish.Attachment {
		a := attachments()[0]
		change(&a)
		return []finish.Attachment{a}
	}
	for want, o := range map[string]finish.Options{
		"no part 4":        {Part: 4},
		"no part -1":       {Part: -1},
		"PDF/A-1 carries":  {Part: 1, Attachments: one},
		"PDF/A-2 carries":  {Part: 2, Attachments: one},
		"two attached":     {Attachments: append(attachments(), one...)},
		"needs a name":     {Attachments: bad(func(a *finish.Attachment) { a.Name = "" })},
		"is no MIME type":  {Attachments: bad(func(a *finish.Attachment) { a.Type = "json" })},
		"is no relation o": {Attachments: bad(func(a *finish.Attachment) { a.Relation = "Friend" })},
	} {
		o.Created = created
		_, err := finish.Render(notice(), o)
		require.ErrorContains(t, err, want)
	}
}

func TestAttachedFilesComeOutAsTheyWentIn(t *testing.T) {
	t.Parallel()
	files := attachments()
	b, err := finish.Render(notice(), finish.Options{Created: created, Attachments: files})
	require.NoError(t, err)
	require.Contains(t, string(b), "<pdfaid:part>3</pdfaid:part>")
	slices.Reverse(files)
	again, err := finish.Render(notice(), finish.Options{Created: created, Attachments: files})
	require.NoError(t, err)
	require.Equal(t, b, again, "the order in which files are given does not matter")
	files[0].Data = []byte("{}")
	other, err := finish.Render(notice(), finish.Options{Created: created, Attachments: files})
	require.NoError(t, err)
	require.NotEqual(t, identity(t, b), identity(t, other))

	path := save(t, "attached", b)
	require.Contains(t, tool(t, "qpdf", "--check", path), "No syntax or stream encoding errors found")
	list := tool(t, "pdfdetach", "-enc", "UTF-8", "-list", path)
	require.Contains(t, list, "2 embedded files")
	out := filepath.Join(t.TempDir(), "out.json")
	n := regexp.MustCompile(`(\d): 记录`).FindStringSubmatch(list)
	require.NotNil(t, n)
	tool(t, "pdfdetach", "-save", n[1], "-o", out, path)
	got, err := os.ReadFile(out)
	require.NoError(t, err)
	require.True(t, bytes.Equal(attachments()[0].Data, got))
}

// TestManyAttachedFiles has more names than a leaf of the tree of names holds.
func TestManyAttachedFiles(t *testing.T) {
	t.Parallel()
	var files []finish.Attachment
	for i := range 200 {
		files = append(files, finish.Attachment{Name: "f" + strings.Repeat("x", i) + ".json", Type: "application/json", Data: []byte("{}")})
	}
	b, err := finish.Render(notice(), finish.Options{Created: created, Attachments: files})
	require.NoError(t, err)
	path := save(t, "many", b)
	require.Contains(t, tool(t, "qpdf", "--check", path), "No syntax or stream encoding errors found")
	require.Contains(t, tool(t, "pdfdetach", "-list", path), "200 embedded files")
}

// TestItemsOfListsHaveBodies: what stands in an item stands in its body.
func TestItemsOfListsHaveBodies(t *testing.T) {
	t.Parallel()
	path := save(t, "items", render(t, notice()))
	lines := strings.Split(tool(t, "pdfinfo", "-struct", path), "\n")
	items, bodies := 0, 0
	for _, l := range lines {
		switch strings.Fields(l + " .")[0] {
		case "LI":
			items++
		case "LBody":
			bodies++
		}
	}
	require.Positive(t, items)
	require.Equal(t, items, bodies)
}
