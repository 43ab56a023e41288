package sample

import (
	"context"
	"fmt"
	"net/http"

	"github.com/anjia-project/anjia/workflow/office"
)

// receiveBlanks enters a delivery of the ministry's blanks, and issues those up to a
// number to the officer who hands certificates over.
func (o *Office) receiveBlanks(ctx context.Context, in office.ReceiveBlanks, upTo string) error {
	if _, err := o.Officer.Call(ctx, http.MethodPost, "/blank-slips/receipts", in, nil, idem()); err != nil {
		return fmt.Errorf("sample: blanks of %s: %w", o.Name, err)
	}
	issue := office.IssueBlanks{BlankRun: office.BlankRun{First: in.First, Last: upTo}, HolderID: o.AccountIDs["dengji1"]}
	if _, err := o.Supervisor.Call(ctx, http.MethodPost, "/blank-slips/issues", issue, nil, idem()); err != nil {
		return fmt.Errorf("sample: blanks of %s: %w", o.Name, err)
	}
	return nil
}
