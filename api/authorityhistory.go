package api

import (
	"context"
	"strconv"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// readAuthorityHistory asks for the entries of an authority's own chain, oldest first.
type readAuthorityHistory struct {
	Paging
	InOffice
}

func (s *server) authorityHistory(ctx context.Context, in *readAuthorityHistory) (*list[casework.AuthorityLine], error) {
	const name = "history"
	at, err := s.begin(in.Paging, name, in.ID)
	if err != nil {
		return nil, err
	}
	var after int64
	if at.ID != "" { // the cursor is signed: it holds what was put in
		if after, err = strconv.ParseInt(at.ID, 10, 64); err != nil {
			return nil, err
		}
	}
	lines, err := s.cases.ReadAuthorityHistory(ctx, edge.ActorOf(ctx), in.ID, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	for i := range lines {
		nameOfficeAct(&lines[i])
	}
	return listed(s, in.Paging, name, in.ID, lines, func(l casework.AuthorityLine) position { return position{ID: strconv.FormatInt(l.Seq, 10)} })
}

// nameOfficeAct gives an act of the office its Chinese name, which its table knows.
func nameOfficeAct(l *casework.AuthorityLine) {
	if string(l.Act) == string(office.ActFoundInstallation) {
		l.Name = "启用系统"
	}
	for _, row := range office.Table() {
		if string(row.Act) == string(l.Act) {
			l.Name = row.Name
		}
	}
}

type readAuthorityEntry struct {
	InOffice
	Seq int64 `path:"seq" minimum:"1" doc:"Sequence number of the entry"`
}

func (s *server) authorityEntry(ctx context.Context, in *readAuthorityEntry) (*body[casework.AuthorityEntryView], error) {
	e, err := s.cases.ReadAuthorityEntry(ctx, edge.ActorOf(ctx), in.ID, in.Seq)
	if err != nil {
		return nil, err
	}
	nameOfficeAct(&e.AuthorityLine)
	return &body[casework.AuthorityEntryView]{*e}, nil
}
