package problem

import "maps"

// Codes of message files: the sentences of what is handed out, and their translations.
const (
	LanguageMissing      Code = "language-missing"
	MessagesFolder       Code = "messages-folder"
	MessageColumn        Code = "message-column"
	MessageColumnMissing Code = "message-column-missing"
	MessageTwice         Code = "message-twice"
	MessageEmpty         Code = "message-empty"
	MessageUnknown       Code = "message-unknown"
	MessageMissing       Code = "message-missing"
	MessageStale         Code = "message-stale"
	MessagePlaceholders  Code = "message-placeholders"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		LanguageMissing:      {Error, "There are no messages in this language.", "Choose another one, or put its file beside the others; wayout messages --out writes them."},
		MessagesFolder:       {Error, "There is no such folder of messages.", "Write one with wayout messages --out, and edit its files."},
		MessageColumn:        {Warning, "Message files have no such column, so it was not read.", "The columns are: {0}."},
		MessageColumnMissing: {Error, "A message file needs this column.", "The columns are: {0}."},
		MessageTwice:         {Error, "The message stands here a second time.", "Keep one of the two rows."},
		MessageEmpty:         {Error, "The row has no name, or the message has no text.", "Write the translation, or take the row out; nothing is printed with a hole in it."},
		MessageUnknown:       {Warning, "The program has no such message.", "Take the row out, or correct its name."},
		MessageMissing:       {Error, "The message “{0}” is missing.", "Add a row for it. Nothing is printed in a language that is not complete."},
		MessageStale:         {Error, "The sentence has changed since it was translated; it is “{0}” now.", "Translate the new sentence and copy it to the column source. Nothing is printed in a language that is out of date."},
		MessagePlaceholders:  {Error, "What is filled in does not match the source.", "The translation must hold exactly: {0}"},
	})
}
