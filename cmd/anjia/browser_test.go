package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

// browserTools are what the console is driven with, "" and the reason when something is missing (.ci/browser installs it).
func browserTools(root string) (chromium, modules, missing string) {
	modules = filepath.Join(root, "build", "browser")
	if _, err := os.Stat(filepath.Join(modules, "node_modules", "playwright-core")); err != nil {
		return "", "", "playwright-core is not in build/browser"
	}
	if _, err := exec.LookPath("node"); err != nil {
		return "", "", "node is not installed"
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		return "", "", "chromium is not installed"
	}
	return chromium, modules, ""
}

// TestConsoleInABrowser starts a sandbox with its sample cases and lets each script of api/console/browser drive it in
// chromium. ANJIA_SCREENSHOTS names a folder in which every page is kept as a picture.
func TestConsoleInABrowser(t *testing.T) { //nolint:tparallel // one sandbox: its scripts go one after the other
	t.Parallel()
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	chromium, modules, missing := browserTools(root)
	if missing != "" {
		t.Skip(missing + ": the console is not tried in a browser; .ci/browser installs what is needed")
	}
	o := sandboxOptions{address: "127.0.0.1:0", dir: sharedTemp(t), startOn: law.MustDate("2024-01-02"), log: silent()}
	s, err := startSandbox(t.Context(), o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.stop(context.WithoutCancel(t.Context()))) })
	require.NoError(t, sampled(t.Context(), s, o, silent()))

	scripts, err := filepath.Glob(filepath.Join(root, "api", "console", "browser", "*.test.mjs"))
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	for _, script := range scripts { //nolint:paralleltest // as above
		t.Run(filepath.Base(script), func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
			defer cancel()
			c := exec.CommandContext(ctx, "node", "--test", "--test-reporter=spec", script)
			c.Env = append(os.Environ(),
				"ANJIA_BASE="+s.base, "ANJIA_PASSWORD="+sandboxPassword, "ANJIA_CHROMIUM="+chromium, "ANJIA_BROWSER_MODULES="+modules)
			out, err := c.CombinedOutput()
			require.NoError(t, err, "%s", tail(out))
		})
	}
}

// tail is the end of what a script printed: its failures stand there.
func tail(out []byte) []byte {
	const most = 12_000
	return out[max(0, len(out)-most):]
}
