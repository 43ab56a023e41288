package casework

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// LogBook shows the log of all entries: hashes and signed heads, out of which nothing of a case can be read. What it does
// tell is how many entries were recorded and when (docs/adr/0014). It is safe for concurrent use.
type LogBook struct {
	Log Log
	// Public lets everybody read; else auditors (审计员) only.
	Public bool
}

// Checkpoint is the newest signed head. It fails with forbidden, and with not_found when none was ever signed.
func (b *LogBook) Checkpoint(ctx context.Context, actor workflow.Actor) (string, error) {
	if err := b.may(actor); err != nil {
		return "", err
	}
	signed, err := b.Log.SignedHead(ctx)
	if err == nil && signed == "" {
		err = workflow.Refuse(workflow.KindNotFound, "no_log", "本系统尚未形成办理记录日志：请由管理员配置日志密钥（ANJIA_LOG_KEY）")
	}
	return signed, err
}

// Heads are up to most signed heads of more than since entries, smallest first. It fails with forbidden.
func (b *LogBook) Heads(ctx context.Context, actor workflow.Actor, since int64, most int) ([]KeptHead, error) {
	if err := b.may(actor); err != nil {
		return nil, err
	}
	return b.Log.LogHeads(ctx, since, most)
}

// Tile is the content of a tile by its path. It fails with forbidden, and with not_found when the log has none there, or
// not as wide a one.
func (b *LogBook) Tile(ctx context.Context, actor workflow.Actor, path string) ([]byte, error) {
	signed, err := b.Checkpoint(ctx, actor)
	if err != nil {
		return nil, err
	}
	head, err := ledger.ReadHead(signed)
	if err != nil {
		return nil, err
	}
	tile, err := ledger.ParseLogTile(path)
	if err != nil || !tile.In(head.Size) {
		return nil, workflow.Refuse(workflow.KindNotFound, "no_tile", "日志中没有该分片：请以最新检查点（checkpoint）的条目数计算分片路径")
	}
	return ReadTile(ctx, b.Log, tile)
}

func (b *LogBook) may(actor workflow.Actor) error {
	if b.Public || actor.Role == workflow.RoleAuditor {
		return nil
	}
	return workflow.Refuse(workflow.KindForbidden, "role_may_not", "办理记录日志未公开，仅供审计员查阅")
}

// ReadTile makes the content of a tile that the log has. It fails with ErrLogBroken when hashes of it are gone.
func ReadTile(ctx context.Context, log Log, tile ledger.LogTile) ([]byte, error) {
	var hashes []ledger.Hash
	var err error
	if tile.Level == ledger.EntryBundles {
		hashes, err = log.LogEntries(ctx, tile.First(), tile.Width)
	} else {
		hashes, err = log.LogNodes(ctx, tile.Nodes())
	}
	if err != nil {
		return nil, err
	}
	if len(hashes) != tile.Width {
		return nil, fmt.Errorf("%w: %s has %d of %d hashes", ErrLogBroken, tile.Path(), len(hashes), tile.Width)
	}
	return tile.Encode(hashes), nil
}
