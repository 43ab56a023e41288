package api_test

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
)

// TestCodeListsStandInTheDocument holds every property whose Go type has a code
// list against that list: what validates is what is documented.
func TestCodeListsStandInTheDocument(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var document struct {
		Components struct {
			Schemas map[string]struct {
				Properties map[string]struct{ Enum []any }
			}
		}
	}
	require.NoError(t, json.Unmarshal(w.do(nil, http.MethodGet, "/openapi.json", nil).body, &document))
	found := map[string]bool{}
	for name, schema := range document.Components.Schemas {
		for _, field := range coded(w.doc.Components.Schemas.TypeFromRef("#/components/schemas/" + name)) {
			property, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			list, ok := reflect.Zero(field.Type).Interface().(eligibility.Coded)
			require.True(t, ok)
			want := make([]string, 0, 10)
			for _, c := range list.Codes() {
				want = append(want, c.Value)
			}
			got := make([]string, 0, 10)
			for _, v := range schema.Properties[property].Enum {
				text, err := json.Marshal(v)
				require.NoError(t, err)
				got = append(got, strings.Trim(string(text), `"`))
			}
			require.Equal(t, want, got, "%s.%s", name, property)
			found[name+"."+property] = true
		}
	}
	for _, one := range []string{"Applicant.marital", "Applicant.sex", "Applicant.id_type", "Placer.type", "BirthParent.status", "Application.mode", "CaseworkDraftInput.category"} {
		require.True(t, found[one], "%s is not in the document: %v", one, found)
	}
}

// coded lists the fields of a type, those of embedded types with them, that have a code list.
func coded(t reflect.Type) []reflect.StructField {
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	var out []reflect.StructField
	for _, f := range reflect.VisibleFields(t) {
		if f.Tag.Get("json") == "-" || !f.IsExported() {
			continue
		}
		if f.Type.Implements(reflect.TypeFor[eligibility.Coded]()) {
			out = append(out, f)
		}
	}
	return out
}

// TestADraftIsSavedWithWrongCodes: nothing that was typed is lost; each wrong code
// is a fault at its own place, with the list.
func TestADraftIsSavedWithWrongCodes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	r := w.do(o.Officer, http.MethodPost, "/cases", `{"category":"9","application":{"applicants":[{"name":"王林","marital":"99"}],"placer":{"type":"mother"}}}`, key())
	require.Equal(t, http.StatusCreated, r.status, string(r.body))
	var draft struct {
		Case struct {
			Application struct {
				Applicants []struct{ Marital string }
			}
		}
		Faults []struct{ Pointer, Code, Message string }
	}
	require.NoError(t, json.Unmarshal(r.body, &draft))
	require.Equal(t, "99", draft.Case.Application.Applicants[0].Marital)
	at := map[string]string{}
	for _, f := range draft.Faults {
		at[f.Pointer] = f.Code
	}
	for _, pointer := range []string{"/category", "/application/applicants/0/marital", "/application/placer/type"} {
		require.Equal(t, "not_in_list", at[pointer], "%s in %v", pointer, draft.Faults)
	}
	require.Equal(t, "required", at["/application/mode"])
	p := w.do(o.Officer, http.MethodPost, "/cases", `{"category":5}`, key()).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, "/category", p.Errors[0].Pointer, "a wrong JSON type cannot be kept")
}
