package console_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api"
	"github.com/anjia-project/anjia/api/console"
	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// document is that of the API, with the address of each act.
func document(t *testing.T) (raw []byte, acts map[string]string) {
	t.Helper()
	lifecycle, err := workflow.Compile(workflow.Table(), workflow.Guards())
	require.NoError(t, err)
	e, err := api.New(api.Deps{
		Cases: &casework.Service{Lifecycle: lifecycle}, Office: office.New(office.Service{}), Secret: make([]byte, 32), Version: "test", Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/openapi.json", http.NoBody))
	require.Equal(t, http.StatusOK, w.Code)
	var doc struct{ Paths map[string]any }
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &doc))
	acts = map[string]string{}
	for path := range doc.Paths {
		if _, act, ok := strings.Cut(path, "/acts/"); ok {
			acts[act] = path
		}
	}
	require.Greater(t, len(acts), 100)
	return w.Body.Bytes(), acts
}

// typedIn gives every list one item, so that a form shows all of its fields.
func typedIn(b *form.Builder, s *form.Schema) []form.Field {
	values := url.Values{}
	for range 4 { // lists within lists
		form.Walk(b.Build(s, values), func(f *form.Field) {
			if f.Kind == form.List {
				values.Set("_n"+f.Name, "1")
			}
		})
	}
	return b.Build(s, values)
}

// TestEveryActHasAFormInEveryLanguage makes the form of each act from the document alone and finds a name of the act,
// of each field and of each value that has no words.
func TestEveryActHasAFormInEveryLanguage(t *testing.T) {
	t.Parallel()
	raw, acts := document(t)
	d, err := form.Read(raw)
	require.NoError(t, err)
	books, err := words.Load()
	require.NoError(t, err)
	fields := 0
	for act, path := range acts {
		for _, l := range words.Languages() {
			w := books.In(l)
			if !w.Has("act." + act) {
				t.Errorf("%s: act.%s has no words", l, act)
			}
			b := &form.Builder{Document: d, Words: console.Labels(w, act)}
			form.Walk(typedIn(b, d.Body(http.MethodPost, path)), func(f *form.Field) {
				fields++
				if strings.Contains(f.Label, "⟦") {
					t.Errorf("%s: %s%s: %s", l, act, f.Name, f.Label)
				}
				for _, o := range f.Options {
					if strings.Contains(o.Label, "⟦") {
						t.Errorf("%s: %s%s: %s", l, act, f.Name, o.Label)
					}
				}
			})
		}
	}
	require.Greater(t, fields, 1000)
}

// TestWhatTheAPIShowsComesBackFromTheForm lays the example of each act's input into its form and reads it out again: nothing is
// lost and nothing becomes something else.
func TestWhatTheAPIShowsComesBackFromTheForm(t *testing.T) {
	t.Parallel()
	raw, acts := document(t)
	d, err := form.Read(raw)
	require.NoError(t, err)
	books, err := words.Load()
	require.NoError(t, err)
	var doc struct {
		Paths map[string]struct {
			Post struct {
				RequestBody struct {
					Content map[string]struct{ Example json.RawMessage }
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal(raw, &doc))
	known := 0
	for act, path := range acts {
		example := doc.Paths[path].Post.RequestBody.Content["application/json"].Example
		if len(example) == 0 {
			continue
		}
		known++
		var in map[string]any
		require.NoError(t, json.Unmarshal(example, &in), act)
		values, err := form.Values(in)
		require.NoError(t, err, act)
		b := &form.Builder{Document: d, Words: console.Labels(books.In(words.Chinese), act)}
		back, err := json.Marshal(form.Input(b.Build(d.Body(http.MethodPost, path), values), values))
		require.NoError(t, err, act)
		require.JSONEq(t, string(example), string(back), act)
	}
	require.Greater(t, known, 80)
}

// TestTheVocabularyHasWords finds a state, a role, a category or a limit that the table knows and a language does not.
func TestTheVocabularyHasWords(t *testing.T) {
	t.Parallel()
	books, err := words.Load()
	require.NoError(t, err)
	for _, l := range words.Languages() {
		w := books.In(l)
		for _, s := range workflow.States() {
			require.True(t, w.Has("state."+string(s)), s)
		}
		for _, r := range workflow.Roles() {
			require.True(t, w.Has("role."+string(r)), r)
		}
		for _, c := range workflow.Categories() {
			require.True(t, w.Has("category."+string(c)), c)
		}
		for _, row := range workflow.Table() {
			for _, k := range append(row.Arms, row.Stops...) {
				require.True(t, w.Has("clock."+string(k)), k)
			}
		}
	}
}

func TestNobodyIsLedAway(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"/console/cases?state=draft": "/console/cases?state=draft", "/console": "/console", "": "/console", "https://evil.example/console": "/console", "//evil.example/console/": "/console",
		`/console\evil`: "/console", "/consoles": "/console", "javascript:alert(1)": "/console", "/console/../api/v1": "/console",
	} {
		require.Equal(t, want, console.Within(address), address)
	}
}
