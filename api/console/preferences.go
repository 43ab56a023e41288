package console

import (
	"net/http"

	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// setPreferences keeps language and theme in the browser and, for who is signed in, in
// the account, so that the next machine shows the same.
func setPreferences(v *visit) error {
	chosen := office.Settings{}
	if l := words.Language(v.FormValue("language")); l == words.Chinese || l == words.English {
		chosen.Language = string(l)
	}
	if t := v.FormValue("theme"); t == "light" || t == "dark" {
		chosen.Theme = t
	}
	v.wear(chosen)
	if v.session != nil && chosen != (office.Settings{}) {
		if _, err := v.call(request{Method: http.MethodPut, Path: "/settings", Body: chosen}, nil); err != nil {
			return err
		}
	}
	return v.redirect(within(v.FormValue("back")))
}

// wear keeps settings in the browser.
func (v *visit) wear(s office.Settings) {
	if s.Language != "" {
		v.keep(languageCookie, s.Language, aYear)
	}
	if s.Theme != "" {
		v.keep(themeCookie, s.Theme, aYear)
	}
}

// takeSettings gives the browser what the account has chosen.
func (v *visit) takeSettings(actor workflow.Actor) error {
	s, err := v.console.office.Settings(v.Request().Context(), actor)
	v.wear(s)
	return err
}
