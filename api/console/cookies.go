package console

import (
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/words"
)

// Names of cookies. With HTTPS the session's has the prefix that ties it to the very
// host; over plain HTTP, which is for the sandbox of one machine, browsers refuse that.
const (
	sessionCookie       = "anjia-session"
	sessionCookieSecure = "__Host-anjia-session"
	knownCookie         = "anjia-known"
	knownCookieSecure   = "__Host-anjia-known"
	languageCookie      = "anjia-language"
	themeCookie         = "anjia-theme"
	flashCookie         = "anjia-flash"
	aYear               = 365 * 24 * time.Hour
)

func (c *Console) sessionCookieName() string {
	if c.secure {
		return sessionCookieSecure
	}
	return sessionCookie
}

func (c *Console) knownCookieName() string {
	if c.secure {
		return knownCookieSecure
	}
	return knownCookie
}

// token is that of the session, "" when the browser brings none.
func (c *Console) token(ec echo.Context) string {
	k, err := ec.Cookie(c.sessionCookieName())
	if err != nil {
		return ""
	}
	return k.Value
}

// keep sets a cookie of the house: for this site alone, out of reach of scripts.
func (v *visit) keep(name, value string, lasting time.Duration) {
	k := &http.Cookie{ //nolint:gosec // Secure with HTTPS; plain HTTP is for the sandbox of one machine
		Name: name, Value: value, Path: "/", Secure: v.console.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
	switch {
	case lasting < 0:
		k.MaxAge = -1
	case lasting > 0:
		k.MaxAge = int(lasting / time.Second)
	}
	v.SetCookie(k)
}

// flash tells something once, on the next page.
func (v *visit) flash(text string) {
	v.keep(flashCookie, base64.RawURLEncoding.EncodeToString([]byte(text)), time.Minute)
}

func (v *visit) takeFlash() string {
	k, err := v.Cookie(flashCookie)
	if err != nil || k.Value == "" {
		return ""
	}
	v.keep(flashCookie, "", -1)
	text, err := base64.RawURLEncoding.DecodeString(k.Value)
	if err != nil {
		return ""
	}
	return string(text)
}

// languageOf is the language that the reader chose, else that of the browser, else that of the house.
func languageOf(r *http.Request) words.Language {
	if k, err := r.Cookie(languageCookie); err == nil {
		return words.Language(k.Value)
	}
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(first)), "en") {
		return words.English
	}
	return words.Chinese
}

// themeOf is "light", "dark", or "" for what the machine prefers.
func themeOf(r *http.Request) string {
	k, err := r.Cookie(themeCookie)
	if err != nil || k.Value != "light" && k.Value != "dark" {
		return ""
	}
	return k.Value
}
