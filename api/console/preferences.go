package console

import (
	"github.com/anjia-project/anjia/api/console/words"
)

// setPreferences keeps language and theme in the browser.
func setPreferences(v *visit) error {
	if l := words.Language(v.FormValue("language")); l == words.Chinese || l == words.English {
		v.keep(languageCookie, string(l), aYear)
	}
	if t := v.FormValue("theme"); t == "light" || t == "dark" {
		v.keep(themeCookie, t, aYear)
	}
	return v.redirect(within(v.FormValue("back")))
}
