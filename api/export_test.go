package api

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
)

// Document is New with the document that the answers are checked against.
func Document(d Deps) (*echo.Echo, *huma.OpenAPI, error) {
	e, s, err := build(d)
	return e, s.huma.OpenAPI(), err
}
