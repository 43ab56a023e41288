package store

// columns lists the columns of a case in the order in which statements name them; the first two are its key.
func (r *caseRow) columns() []column {
	return []column{
		{"authority_id", r.AuthorityID},
		{"id", r.ID},
		{"version", r.Version},
		{"kind", r.Kind},
		{"state", r.State},
		{"state_since", r.StateSince},
		{"category", r.Category},
		{"legal_order", r.LegalOrder},
		{"number", r.Number},
		{"division", r.Division},
		{"officer_id", r.OfficerID},
		{"officer_name", r.OfficerName},
		{"child_id", r.ChildID},
		{"applicants", r.Applicants},
		{"secrecy", r.Secrecy},
		{"emergency", r.Emergency},
		{"body_kind", r.BodyKind},
		{"body_id", r.BodyID},
		{"body_name", r.BodyName},
		{"agency_id", r.AgencyID},
		{"body_open", r.BodyOpen},
		{"evaluator_ids", r.EvaluatorIDs},
		{"received_on", r.ReceivedOn},
		{"accepted_on", r.AcceptedOn},
		{"proposed_by", r.ProposedBy},
		{"decided_on", r.DecidedOn},
		{"decided_by", r.DecidedBy},
		{"outcome", r.Outcome},
		{"registered_on", r.RegisteredOn},
		{"certificate", r.Certificate},
		{"blank_number", r.BlankNumber},
		{"ended_on", r.EndedOn},
		{"closed_on", r.ClosedOn},
		{"due_on", r.DueOn},
		{"due_clock", r.DueClock},
		{"due_provisional", r.DueProvisional},
		{"due_paused", r.DuePaused},
		{"awaits", r.Awaits},
		{"head_seq", r.HeadSeq},
		{"head_hash", r.HeadHash},
		{"head_at", r.HeadAt},
		{"updated_at", r.UpdatedAt},
		{"search_text", r.SearchText},
		{"search_grams", r.SearchGrams},
		{"document", r.Document},
	}
}

// columns lists the columns of a child; the first two are its key.
func (r *childRow) columns() []column {
	return []column{
		{"authority_id", r.AuthorityID},
		{"id", r.ID},
		{"version", r.Version},
		{"code", r.Code},
		{"name", r.Name},
		{"source", r.Source},
		{"born", r.Born},
		{"id_number", r.IDNumber},
		{"adopted_by", r.AdoptedBy},
		{"died_on", r.DiedOn},
		{"notice_published_on", r.NoticePublishedOn},
		{"notice_cleared_on", r.NoticeClearedOn},
		{"search_text", r.SearchText},
		{"search_grams", r.SearchGrams},
		{"document", r.Document},
	}
}

// keyLength is how many leading columns of a case or a child are its key and never change.
const keyLength = 2

// columns lists the columns of an entry of a case's chain.
func (r *entryRow) caseColumns() []column {
	return []column{
		{"authority_id", r.AuthorityID},
		{"case_id", r.CaseID},
		{"seq", r.Seq},
		{"kind", r.Kind},
		{"act", r.Act},
		{"actor_id", r.ActorID},
		{"at", r.At},
		{"case_version", r.CaseVersion},
		{"header", r.Header},
		{"hash", r.Hash},
	}
}

func (r *entryRow) casePayload() []column {
	return []column{
		{"authority_id", r.AuthorityID},
		{"case_id", r.CaseID},
		{"seq", r.Seq},
		{"seed", r.Seed},
		{"input", r.Input},
		{"after", r.After},
	}
}

func (r *entryRow) authorityColumns(about string) []column {
	return []column{
		{"authority_id", r.AuthorityID},
		{"seq", r.Seq},
		{"about", about},
		{"kind", r.Kind},
		{"act", r.Act},
		{"actor_id", r.ActorID},
		{"at", r.At},
		{"header", r.Header},
		{"hash", r.Hash},
	}
}

func (r *entryRow) authorityPayload(about string) []column {
	return []column{
		{"authority_id", r.AuthorityID},
		{"seq", r.Seq},
		{"about", about},
		{"seed", r.Seed},
		{"input", r.Input},
		{"after", r.After},
	}
}
