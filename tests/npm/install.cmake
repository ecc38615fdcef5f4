# SPDX-FileCopyrightText: 2026 The Tallywall authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D SOURCE=<tests/npm> -D WORK=<folder> -P install.cmake
# Puts what package-lock.json names into WORK/node_modules, unless it is there already. Not having it is no failure, nor is
# that the one package with C++ in it (node-expat, for gocd-api) cannot be built: the test that needs it skips itself.
cmake_minimum_required(VERSION 3.25)

file(SHA256 "${SOURCE}/package-lock.json" wanted)
set(mark "${WORK}/installed")
if(EXISTS "${mark}" AND EXISTS "${WORK}/node_modules")
    file(READ "${mark}" installed)
    if(installed STREQUAL wanted)
        return()
    endif()
endif()

find_program(NPM npm)
find_program(NODE node)
if(NOT NPM OR NOT NODE)
    message(NOTICE "skipped: node and npm (Debian: nodejs, npm) run what is in tests/npm, and they are not here")
    return()
endif()

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
file(COPY "${SOURCE}/package.json" "${SOURCE}/package-lock.json" DESTINATION "${WORK}")
execute_process(COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error
    WORKING_DIRECTORY "${WORK}" TIMEOUT 240 RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT result EQUAL 0)
    file(REMOVE_RECURSE "${WORK}/node_modules")
    message(NOTICE "skipped: npm could not fetch what tests/npm/package-lock.json names (${result}): ${said}")
    return()
endif()

# Against the headers beside this node, if they are there (Debian: libnode-dev): else node-gyp would fetch them.
cmake_path(GET NODE PARENT_PATH prefix)
cmake_path(GET prefix PARENT_PATH prefix)
if(EXISTS "${prefix}/include/node/node.h")
    execute_process(COMMAND "${CMAKE_COMMAND}" -E env "npm_config_nodedir=${prefix}"
        "${NPM}" rebuild node-expat --loglevel=error
        WORKING_DIRECTORY "${WORK}" TIMEOUT 200 RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
endif()
if(NOT EXISTS "${WORK}/node_modules/node-expat/build/Release/node_expat.node")
    message(STATUS "node-expat could not be built (${result}): ${said}")
endif()
file(WRITE "${mark}" "${wanted}")
