# SPDX-FileCopyrightText: 2026 The Tallywall authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Who may include what. docs/architecture.md has the picture; this is the table.
#
# A word is a room, a Qt module, or one of: std (the C++ standard library), posix, sqlite3, zlib, openssl, qrencode,
# toml++, theme (the header made from resources/theme/tokens.json), version (the one made from the project's version).
# Every room may include itself.
set(rooms core store server ui app)
set(core_may   std QtCore)
set(store_may  std QtCore sqlite3 posix core)
set(server_may std QtCore QtNetwork QtHttpServer QtWebSockets posix zlib openssl core store)
set(ui_may     std QtCore QtGui QtWidgets QtCharts QtSvg qrencode theme core)
set(app_may    std QtCore QtNetwork QtHttpServer QtWebSockets QtGui QtWidgets QtCharts QtSvg
               posix zlib openssl qrencode toml++ theme version core store server ui)

# Threads share nothing, so nothing is locked, in any room; and core has neither a thread nor a timer.
set(locks mutex shared_mutex condition_variable semaphore future QMutex QReadWriteLock QSemaphore QWaitCondition)
foreach(room IN LISTS rooms)
    set(${room}_may_not ${locks})
endforeach()
list(APPEND core_may_not thread stop_token QThread QThreadPool QTimer QBasicTimer QElapsedTimer)

# Headers that only a newer Qt has than the oldest one we build with, by module; included under #if QT_VERSION.
set(newer_QtHttpServer QHttpServerWebSocketUpgradeResponse)
