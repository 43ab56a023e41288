package console

import "net/http"

// helpPage says in a few lines how the console is used.
func helpPage(v *visit) error {
	return v.show(http.StatusOK, v.t("help.title"), helpBody(v.frame(v.t("help.title"))))
}
