//go:build !linux

package pgserver

import "syscall"

// dieWithParent does nothing here: only Linux can tie a process to its parent. A server that a killed parent leaves
// behind holds the folder until it is stopped by hand.
func dieWithParent(*syscall.SysProcAttr) {}
