package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// jsonPlace is a string value of a JSON text and where it stands.
type jsonPlace struct{ pointer, value string }

type jsonPlaces []jsonPlace

// find returns the pointer of the first string that is value or, as errors cut long values, begins with it.
func (p jsonPlaces) find(value string) string {
	value = strings.TrimSuffix(value, "…")
	for _, place := range p {
		if strings.HasPrefix(place.value, value) {
			return place.pointer
		}
	}
	return "line"
}

// walkJSON refuses what is not one JSON object in UTF-8 and what names a field twice, and returns where its strings
// stand. The standard decoder would take the last of two fields in silence and does not say where a date is wrong.
func walkJSON(line []byte) (jsonPlaces, error) {
	if !utf8.Valid(line) {
		return nil, fieldError{"line", "not valid UTF-8", "write the line in UTF-8"}
	}
	if len(bytes.TrimSpace(line)) == 0 || bytes.TrimSpace(line)[0] != '{' {
		return nil, fieldError{"line", "not a JSON object", `write {"category":5,…}`}
	}
	w := jsonWalk{dec: json.NewDecoder(bytes.NewReader(line))}
	w.dec.UseNumber()
	if err := w.value(""); err != nil {
		if _, ours := errors.AsType[fieldError](err); ours {
			return nil, err
		}
		return nil, fieldError{"line", "not valid JSON: " + err.Error(), "correct the JSON"}
	}
	if _, err := w.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fieldError{"line", "more than one JSON value", "write one JSON object on each line"}
	}
	return w.places, nil
}

type jsonWalk struct {
	dec    *json.Decoder
	places jsonPlaces
}

func (w *jsonWalk) value(pointer string) error {
	token, err := w.dec.Token()
	if err != nil {
		return err
	}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			return w.object(pointer)
		}
		return w.array(pointer)
	case string:
		w.places = append(w.places, jsonPlace{pointer, token})
	}
	return nil
}

func (w *jsonWalk) object(pointer string) error {
	seen := map[string]bool{}
	for w.dec.More() {
		token, err := w.dec.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		at := pointer + "/" + name
		if seen[name] {
			return fieldError{at, "given twice", "give each field once"}
		}
		seen[name] = true
		if err := w.value(at); err != nil {
			return err
		}
	}
	_, err := w.dec.Token()
	return err
}

func (w *jsonWalk) array(pointer string) error {
	for i := 0; w.dec.More(); i++ {
		if err := w.value(pointer + "/" + strconv.Itoa(i)); err != nil {
			return err
		}
	}
	_, err := w.dec.Token()
	return err
}
