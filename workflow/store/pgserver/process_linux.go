package pgserver

import "syscall"

// dieWithParent makes the kernel stop the server ("immediate") when the thread that started it ends, so that not even
// a killed parent leaves a server behind.
func dieWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGQUIT }
