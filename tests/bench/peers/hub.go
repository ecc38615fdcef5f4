// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later

// hub PORT: a wall of messages as one writes it after the tutorials of net/http. A set of channels under a mutex, and a
// goroutine for each listener. /say and /listen pass on lines of text, /pub and /events the same as Server-Sent Events.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"sync"
)

// Room is who listens: to each belongs a channel of what is still to be sent.
type Room struct {
	mutex     sync.Mutex
	listeners map[chan string]bool
}

func NewRoom() *Room {
	return &Room{listeners: make(map[chan string]bool)}
}

func (room *Room) Enter() chan string {
	channel := make(chan string, 100)
	room.mutex.Lock()
	defer room.mutex.Unlock()
	room.listeners[channel] = true
	return channel
}

func (room *Room) Leave(channel chan string) {
	room.mutex.Lock()
	defer room.mutex.Unlock()
	delete(room.listeners, channel)
}

// Tell passes the text to all. Who has not read the last hundred misses it.
func (room *Room) Tell(text string) {
	room.mutex.Lock()
	defer room.mutex.Unlock()
	for channel := range room.listeners {
		select {
		case channel <- text:
		default:
		}
	}
}

func (room *Room) Serve(writer http.ResponseWriter, request *http.Request, contentType string, greeting string) {
	flusher, ok := writer.(http.Flusher)
	if !ok {
		http.Error(writer, "streaming is not supported", http.StatusInternalServerError)
		return
	}
	channel := room.Enter()
	defer room.Leave(channel)
	writer.Header().Set("Content-Type", contentType)
	fmt.Fprint(writer, greeting)
	flusher.Flush()
	for {
		select {
		case text := <-channel:
			fmt.Fprint(writer, text)
			flusher.Flush()
		case <-request.Context().Done():
			return
		}
	}
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: hub PORT")
	}
	messages, events := NewRoom(), NewRoom()
	http.HandleFunc("/say", func(writer http.ResponseWriter, request *http.Request) {
		messages.Tell(request.FormValue("name") + " " + request.FormValue("message") + "\r\n")
		fmt.Fprint(writer, "ok.")
	})
	http.HandleFunc("/listen", func(writer http.ResponseWriter, request *http.Request) {
		messages.Serve(writer, request, "text/plain; charset=utf-8", "welcome\r\n")
	})
	http.HandleFunc("/pub", func(writer http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		if err != nil {
			http.Error(writer, err.Error(), http.StatusBadRequest)
			return
		}
		events.Tell("data: " + string(body) + "\n\n")
		writer.WriteHeader(http.StatusCreated)
	})
	http.HandleFunc("/events", func(writer http.ResponseWriter, request *http.Request) {
		events.Serve(writer, request, "text/event-stream", "retry: 1000\n\n")
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
}
