package main

import (
	_ "embed"
	"io"

	"github.com/spf13/cobra"
)

// notices are the licences of this program and of all that is linked with it. A test makes the
// file from what is linked and holds it to that.
//
//go:embed NOTICES.txt
var notices string

// licencesCommand prints what has to be handed on with the program.
func licencesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "licences",
		Short: "Print the licences of the program and of all that is linked with it",
		Long: `Print the licence of this program, and those of Go, of every module, table and
font that is linked with it, on Linux, macOS, Windows or in a browser. They go
with every copy of the program.`,
		Example: "  atelier licences > NOTICES.txt",
		Args:    atMost(0, "nothing after it"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), notices)
			return err
		},
	}
}
