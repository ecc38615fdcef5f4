# SPDX-FileCopyrightText: 2026 The Tallywall authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D WORK=<scratch folder> -D QT=<Qt's include folder> -P selftest.cmake
# Gives check.cmake small trees, each with one kind of violation, and one with none: it has to tell them apart.
cmake_minimum_required(VERSION 3.25)
set(failures 0)

# tree(<file> <include line>…): a source tree of this one file. Runs the check on it; sets `code` and `said`.
function(tree file)
    file(REMOVE_RECURSE "${WORK}")
    list(JOIN ARGN "\n" text)
    file(WRITE "${WORK}/${file}" "#pragma once\n${text}\n")
    execute_process(COMMAND "${CMAKE_COMMAND}" -D "ROOT=${WORK}" -D "QT=${QT}" -P "${CMAKE_CURRENT_LIST_DIR}/check.cmake"
        RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
    set(code "${code}" PARENT_SCOPE)
    set(said "${said}" PARENT_SCOPE)
endfunction()

# refused(<file> <include line> <expected in the message>)
function(refused file line expected)
    tree("${file}" "${line}")
    string(FIND "${said}" "${expected}" at)
    string(FIND "${said}" "${file}: #include" place)
    if(code EQUAL 0 OR at EQUAL -1 OR place EQUAL -1)
        message(NOTICE "${file}: ${line}: expected a refusal with \"${expected}\", got ${code}: ${said}")
        math(EXPR failures "${failures} + 1")
        set(failures ${failures} PARENT_SCOPE)
    endif()
endfunction()

# allowed(<file> <include line>…)
function(allowed file)
    tree("${file}" ${ARGN})
    if(NOT code EQUAL 0)
        message(NOTICE "${file}: expected no complaint, got ${said}")
        math(EXPR failures "${failures} + 1")
        set(failures ${failures} PARENT_SCOPE)
    endif()
endfunction()

# Wrong arrows between rooms: upward and sideways.
refused(core/a.h "#include \"store/store.h\"" "belongs to store")
refused(core/results/a.h "#include \"app/options.h\"" "belongs to app")
refused(store/a.cpp "#include \"server/net/request.h\"" "belongs to server")
refused(server/a.cpp "#include \"ui/window.h\"" "belongs to ui")
refused(ui/a.cpp "#include \"store/store.h\"" "belongs to store")
refused(ui/a.cpp "#include \"server/net/request.h\"" "belongs to server")
refused(server/a.cpp "#include \"theme/tokens.h\"" "belongs to theme")

# Wrong arrows to Qt, in each spelling.
refused(core/a.h "#include <QTcpSocket>" "belongs to QtNetwork")
refused(core/a.h "#include <QtNetwork/QTcpSocket>" "belongs to QtNetwork")
refused(core/a.h "#include <qtcpsocket.h>" "belongs to QtNetwork")
refused(core/a.h "#include <QtNetwork>" "belongs to QtNetwork")
refused(core/a.h "#include <QColor>" "belongs to QtGui")
refused(core/a.h "#  include   <QWidget> // why not" "belongs to QtWidgets")
refused(store/a.h "#include <QHttpServerRequest>" "belongs to QtHttpServer")
refused(store/a.h "#include <QHttpServerWebSocketUpgradeResponse>" "belongs to QtHttpServer")
refused(server/a.h "#include <QSqlQuery>" "belongs to QtSql")
refused(server/a.h "#include <QImage>" "belongs to QtGui")
refused(ui/a.h "#include <QWebSocket>" "belongs to QtWebSockets")

# Wrong arrows to other libraries.
refused(core/a.cpp "#include <zlib.h>" "belongs to zlib")
refused(core/a.cpp "#include <openssl/evp.h>" "belongs to openssl")
refused(server/a.cpp "#include <sqlite3.h>" "belongs to sqlite3")
refused(core/a.cpp "#include <sys/socket.h>" "belongs to posix")
refused(server/a.cpp "#include <qrencode.h>" "belongs to qrencode")
refused(server/a.cpp "#include <toml++/toml.h>" "belongs to toml++")
refused(ui/a.cpp "#include <unistd.h>" "belongs to posix")

# What nobody knows.
refused(core/a.h "#include <QNoSuchThing>" "nobody knows")
refused(app/a.h "#include <QtNetwork/QString>" "nobody knows")
refused(app/a.h "#include <QtNoSuchModule/QString>" "nobody knows")
refused(app/a.h "#include <QtCore/private/qobject_p.h>" "nobody knows")
refused(app/a.h "#include <boost/asio.hpp>" "nobody knows")
refused(server/a.cpp "#include \"request.h\"" "nobody knows")
refused(server/a.cpp "#include \"../core/result.h\"" "nobody knows")
refused(core/a.cpp "#include \"b.moc\"" "nobody knows")
refused(app/a.cpp "#include HEADER" "nobody knows")

# What no room may have.
refused(server/a.h "#include <mutex>" "nothing is locked")
refused(store/a.h "#include <QMutex>" "nothing is locked")
refused(store/a.h "#include <QtCore/QWaitCondition>" "nothing is locked")
refused(core/a.h "#include <QTimer>" "nothing is locked")

allowed(core/results/a.cpp "#include \"core/results/a.h\"" "#include <QString>" "#include <QtCore/QJsonObject>"
    "#include <QtGlobal>" "#include <chrono>" "#include <cstdint>" "#include \"a.moc\"")
allowed(store/a.h "#include \"core/result.h\"" "#include <sqlite3.h>" "#include <QThread>" "#include <sys/statvfs.h>")
allowed(server/net/a.h "#include \"store/store.h\"" "#include <QHttpServerRequest>" "#include <QWebSocket>"
    "#include <QTcpServer>" "#include <QHttpServerWebSocketUpgradeResponse>" "#include <zlib.h>"
    "#include <openssl/evp.h>" "#include <sys/epoll.h>")
allowed(ui/a.h "#include \"core/result.h\"" "#include \"theme/tokens.h\"" "#include <QChartView>"
    "#include <QSvgRenderer>" "#include <QWidget>" "#include <qrencode.h>")
allowed(app/main.cpp "#include \"ui/window.h\"" "#include \"server/server.h\"" "#include <toml++/toml.h>" "#include <csignal>")

# No source at all is no success either.
tree(docs/a.h "#include <QString>")
if(code EQUAL 0)
    message(NOTICE "an empty tree: expected a refusal")
    math(EXPR failures "${failures} + 1")
endif()

if(failures)
    message(FATAL_ERROR "${failures} trees were judged wrongly")
endif()
