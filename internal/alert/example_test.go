package alert_test

import (
	"fmt"
	"time"

	"wayout/internal/alert"
)

func ExampleMessages() {
	sentences := []string{"Լքեք Մարտունին ժամը 06:00-ին։", "Վերցրեք ջուր և հաց։", "Մեկնելը կամավոր է։"}
	head := func(part, parts int) string { return fmt.Sprintf("Martuni v4 %d/%d ", part, parts) }
	for _, message := range alert.Messages(sentences, head) {
		fmt.Println(alert.AlphabetOf(message), alert.Length(message), message)
	}
	// Output:
	// UCS-2 64 Martuni v4 1/2 Լքեք Մարտունին ժամը 06:00-ին։ Վերցրեք ջուր և հաց։
	// UCS-2 33 Martuni v4 2/2 Մեկնելը կամավոր է։
}

func ExampleAlert_XML() {
	valley := alert.Alert{
		Identifier: "valley-2", Sender: "wayout.example.org", Sent: time.Date(2026, 3, 14, 4, 0, 0, 0, time.UTC),
		MsgType: alert.Cancel, Restriction: "partners",
	}
	_, err := valley.XML()
	fmt.Println(err)
	valley.References = []alert.Reference{{Sender: valley.Sender, Identifier: "valley-1", Sent: valley.Sent}}
	data, _ := valley.XML()
	fmt.Print(string(data))
	// Output:
	// write alert "valley-2": references is missing; msgType Cancel must name the earlier messages.
	// <?xml version="1.0" encoding="UTF-8"?>
	// <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
	//   <identifier>valley-2</identifier>
	//   <sender>wayout.example.org</sender>
	//   <sent>2026-03-14T04:00:00-00:00</sent>
	//   <status>Draft</status>
	//   <msgType>Cancel</msgType>
	//   <scope>Restricted</scope>
	//   <restriction>partners</restriction>
	//   <references>wayout.example.org,valley-1,2026-03-14T04:00:00-00:00</references>
	// </alert>
}
