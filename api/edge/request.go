package edge

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"regexp"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// request is what is known of a request while it runs. The access log reads it
// when the request is over; authentication fills it in between.
type request struct {
	id      string
	source  string
	agent   string
	token   string
	session *office.Session
	log     *slog.Logger
}

type requestKey struct{}

func withRequest(ctx context.Context, r *request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

// requestOf is never nil.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{}
}

// RequestID is the id of the request, "" outside of one.
func RequestID(ctx context.Context) string { return requestOf(ctx).id }

// Source is where the request came from, an address without port; for the throttle
// of logins.
func Source(ctx context.Context) string { return requestOf(ctx).source }

// Agent is what the program that asks calls itself (User-Agent); for the list of sessions.
func Agent(ctx context.Context) string { return requestOf(ctx).agent }

// Token is the bearer token of the request, "" when it is not authenticated; for
// logout.
func Token(ctx context.Context) string { return requestOf(ctx).token }

// ActorOf is who is asking. In a handler of a route that is not public there
// always is one; the zero Actor, which may do nothing, elsewhere.
func ActorOf(ctx context.Context) workflow.Actor {
	if s := requestOf(ctx).session; s != nil {
		return s.Actor
	}
	return workflow.Actor{}
}

// SessionOf is the session of who is asking; false when nobody is known.
func SessionOf(ctx context.Context) (office.Session, bool) {
	if s := requestOf(ctx).session; s != nil {
		return *s, true
	}
	return office.Session{}, false
}

// WithSession is a context in which the session and its token are known, for the
// console, which finds its session in a cookie and asks the API in the same process.
// The access log of the request knows the actor from here on.
func WithSession(ctx context.Context, s office.Session, token string) context.Context {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		r.session, r.token = &s, token
		return ctx
	}
	return withRequest(ctx, &request{session: &s, token: token})
}

func logger(ctx context.Context) *slog.Logger {
	if l := requestOf(ctx).log; l != nil {
		return l
	}
	return slog.Default()
}

// idForm is what a request id from outside must look like to be kept: it goes into
// logs and answers.
var idForm = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// newRequestID keeps an id that the client or a proxy gave, and draws one else.
func newRequestID(given string) string {
	if idForm.MatchString(given) {
		return given
	}
	var raw [12]byte
	_, _ = rand.Read(raw[:]) // never fails
	return hex.EncodeToString(raw[:])
}
