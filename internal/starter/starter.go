package starter

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"
)

// settings is the file whose name of the scenario is replaced.
const settings = "scenario.yaml"

//go:embed template
var template embed.FS

// templateName is the line of the template that a name replaces.
const templateName = "name: Example valley (invented)\n"

// Write hands a small commented scenario, of an invented valley, to write, file by file. An empty
// name keeps the name of the template. It stops at the first error of write.
func Write(name string, write func(name string, data []byte) error) error {
	line, err := nameLine(name)
	if err != nil {
		return fmt.Errorf("write the name: %w", err)
	}
	entries, err := fs.ReadDir(template, "template")
	if err != nil {
		return fmt.Errorf("read the template: %w", err)
	}
	for _, entry := range entries {
		data, err := fs.ReadFile(template, "template/"+entry.Name())
		if err != nil {
			return fmt.Errorf("read the template: %w", err)
		}
		if entry.Name() == settings {
			data = []byte(strings.Replace(string(data), templateName, line, 1))
		}
		if err := write(entry.Name(), data); err != nil {
			return fmt.Errorf("write %s: %w", entry.Name(), err)
		}
	}
	return nil
}

// nameLine writes the name as YAML on one line.
func nameLine(name string) (string, error) {
	name = strings.Join(strings.Fields(strings.ToValidUTF8(name, "")), " ")
	if name == "" {
		return templateName, nil
	}
	node := yaml.Node{Kind: yaml.ScalarNode, Value: name, Style: yaml.DoubleQuotedStyle}
	text, err := yaml.Marshal(&node)
	if err != nil {
		return "", err
	}
	return "name: " + strings.ReplaceAll(strings.TrimSpace(string(text)), "\n", " ") + "\n", nil
}
