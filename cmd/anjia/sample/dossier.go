package sample

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// The waiting for a dossier, which a worker makes.
const (
	dossierPause = 200 * time.Millisecond
	dossierTries = 600
)

// TakeDossier takes the whole file of the family's case, or the redacted variant, and writes it.
func (f *Family) TakeDossier(ctx context.Context, c *Client, purpose string, redacted bool, path string) error {
	var task struct {
		ID     string `json:"id"`
		State  string `json:"state"`
		Error  string `json:"error"`
		Result struct {
			DossierID string `json:"dossier_id"`
		} `json:"result"`
	}
	order := map[string]any{"purpose": purpose, "redacted": redacted}
	if _, err := c.Call(ctx, http.MethodPost, "/cases/"+f.ID+"/dossiers", order, &task); err != nil {
		return err
	}
	for range dossierTries {
		if _, err := c.Call(ctx, http.MethodGet, "/jobs/"+task.ID, nil, &task); err != nil {
			return err
		}
		switch task.State {
		case "done":
			var content []byte
			if _, err := c.Call(ctx, http.MethodGet, "/cases/"+f.ID+"/dossiers/"+task.Result.DossierID, nil, &content); err != nil {
				return err
			}
			return os.WriteFile(filepath.Clean(path), content, 0o600)
		case "failed", "cancelled":
			return fmt.Errorf("%s: dossier %s: %s", f.Name, task.State, task.Error)
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(dossierPause):
		}
	}
	return errors.New(f.Name + ": no worker has made the dossier")
}
