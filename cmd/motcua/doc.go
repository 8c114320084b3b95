// Command motcua is the whole product in one program: serve, demo, import,
// simulate, report, user, fsck, config and version. Each has --help.
package main
