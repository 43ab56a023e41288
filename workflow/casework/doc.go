// Package casework holds the acts on a case (办理事项), one file each: load,
// authorise, decide, record, in one transaction. It declares the ports that
// store, files and the renderer of papers implement, and knows none of them.
//
// An act may read and change the aggregate that its Decision gives it, order
// papers, and start or stop clocks. It does no I/O of its own, reads no clock
// and draws no random number: those come through the Service.
package casework
