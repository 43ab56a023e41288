package console

import "net/http"

// componentsPage shows every part of which pages are made; in the sandbox only.
func componentsPage(v *visit) error {
	return v.show(http.StatusOK, v.t("components.title"), componentsBody(v.frame(v.t("components.title"))))
}
