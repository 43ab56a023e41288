// Package office holds the acts without a case (机关事务): authorities, agencies
// under contract, evaluators, accounts, the clock of a sandbox. Each act is
// authorise by role and scope → decide → entry in the authority's own chain →
// save, in one transaction. It also answers who is at the door: login, bearer
// tokens, the first administrator of an empty installation.
//
// It declares the ports that store implements and knows none of them. It does no
// I/O of its own and reads no clock; instants and random bytes come through the
// Service. It has no access to cases: an administrator keeps the office, not the
// files.
package office
