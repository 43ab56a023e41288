package store

import (
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/assessment/law"
)

// Columns that may be NULL are pointers in rows, and dates are pgtype.Date; an empty text or date of the domain is
// NULL in the database.

func nullable(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func toDate(d law.Date) pgtype.Date {
	if d.IsZero() {
		return pgtype.Date{}
	}
	t, err := time.Parse(time.DateOnly, d.String())
	return pgtype.Date{Time: t, Valid: err == nil}
}

func fromDate(d pgtype.Date) (law.Date, error) {
	if !d.Valid {
		return law.Date{}, nil
	}
	return law.NewDate(d.Time.Date())
}

func toInstant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func fromInstant(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
