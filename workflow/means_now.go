package workflow

import "github.com/anjia-project/anjia/assessment/law"

// Which acts bring a condition about depends on the case for the guards below:
// an evaluator who has not declared can declare, one who must withdraw can only
// be replaced.

func one(act ActName) []ActName { return []ActName{act} }

// offeringActs: another body can be named only while none has the case in hand.
func offeringActs(v *View) []ActName {
	if v.Case.Commission.works() {
		return nil
	}
	return one(ActNameBody)
}

func acceptingActs(v *View) []ActName {
	if v.Case.Commission.works() {
		return one(ActAcceptCommission)
	}
	return one(ActNameBody)
}

// clearingActs: who must withdraw is replaced first, the others declare.
func clearingActs(v *View) []ActName {
	for _, e := range v.Case.ActiveEvaluators() {
		if e.Declared != nil && e.Declared.Conflict {
			return one(ActReplaceEvaluator)
		}
	}
	return one(ActDeclareRecusal)
}

func ownDeclarationActs(v *View) []ActName {
	e := v.Case.EvaluatorByAccount(v.Actor.ID)
	switch {
	case e != nil && (e.Declared == nil || !e.Declared.Conflict):
		return one(ActDeclareRecusal)
	case e == nil && v.Case.State == Commissioning:
		return one(ActAssignEvaluators)
	}
	return one(ActReplaceEvaluator)
}

// decidingActs: once termination is decided, no act of the case undoes that.
func decidingActs(v *View) []ActName {
	if v.Case.openCircumstance() == nil {
		return nil
	}
	return one(ActDecideCircumstance)
}

// scoringActs: sheets that are missing can be handed in; nobody changes a result, but
// where the table leaves it to a person the supervisor finds one.
func scoringActs(v *View) []ActName {
	if !v.Case.SheetsComplete(PhaseCapacity) {
		return one(ActSubmitSheet)
	}
	if v.Result == nil {
		return nil
	}
	if _, known, err := v.Passed(PhaseCapacity); err == nil && !known {
		return one(ActStateOutcome)
	}
	return nil
}

// resumingActs: the days pass by themselves, unless the child was taken away.
func resumingActs(v *View) []ActName {
	if k := v.Case.Clock(law.ClockIntegration); k != nil && v.Calendar != nil {
		if due, err := k.Explain(v.Calendar); err == nil && due.Running {
			return one(ActLiftEmergency)
		}
	}
	return nil
}

func signingActs(v *View) []ActName {
	if v.Case.inHand().WrittenOn.IsZero() {
		return one(ActWriteReport)
	}
	return one(ActSignReport)
}

// settlingActs: the conclusion is confirmed, served, answered, in this order.
func settlingActs(v *View) []ActName {
	switch {
	case v.Case.PaperOf(v.Case.conclusionPaper()) == nil:
		return one(ActConfirmConclusion)
	case !conclusionServed(v):
		return one(ActServePaper)
	}
	return one(ActRecordReply)
}

// proposingActs: a proposal of the other kind has to be returned before.
func proposingActs(want ActName) func(v *View) []ActName {
	return func(v *View) []ActName {
		if v.Case.openProposal() != nil {
			return one(ActReturnProposal)
		}
		return one(want)
	}
}

// assessingActs: before the report is confirmed the way leads through the
// assessment; after it, and after a termination, nothing in the case does.
func assessingActs(v *View) []ActName {
	switch v.Case.State { //nolint:exhaustive // registration is proposed in three states
	case Reviewing:
		return one(ActIssueNotice)
	case ReportReview, IntegrationReview:
		if v.Case.inHand().ConfirmedOn.IsZero() {
			return one(ActConfirmConclusion)
		}
	}
	return nil
}

func clearingNoticeActs(v *View) []ActName {
	switch {
	case v.Child == nil || v.Child.Notice == nil:
		return one(ActPublishNotice)
	case v.Child.Notice.Claimed:
		return nil
	}
	return one(ActClearNotice)
}

// stayingActs: a child that was taken to safety may come back, one that was returned does not.
func stayingActs(v *View) []ActName {
	if v.Case.Emergency.Open() && v.Case.Integration != nil && v.Case.Integration.ReturnedOn.IsZero() {
		return one(ActLiftEmergency)
	}
	return nil
}

func returningActs(v *View) []ActName {
	if v.Case.Emergency.Open() {
		return one(ActRemoveChild)
	}
	return one(ActReturnChild)
}
