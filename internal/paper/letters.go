package paper

// CanDraw reports whether the fonts have every letter of a text.
func CanDraw(text string) bool {
	_, err := newSetter(false).pieces(text, false)
	return err == nil
}
