# SPDX-FileCopyrightText: 2026 The Tallywall authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One function for each kind of target, so that every one is compiled by the same rules.

# Compiler rules of every target of ours.
add_library(tallywall_rules INTERFACE)
target_include_directories(tallywall_rules INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(tallywall_rules INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_URL_CAST_FROM_STRING QT_NO_CONTEXTLESS_CONNECT
    QT_NO_KEYWORDS QT_DEPRECATED_WARNINGS)
target_compile_options(tallywall_rules INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
    -Woverloaded-virtual -Wimplicit-fallthrough -Wswitch-enum
    -Wno-missing-field-initializers # designated initialisers leave the rest at its default
    -fpch-preprocess # ccache needs it
    $<$<BOOL:${TALLYWALL_WERROR}>:-Werror>)
if(TALLYWALL_SANITIZE)
    target_compile_options(tallywall_rules INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(tallywall_rules INTERFACE -fsanitize=address,undefined)
endif()

# tallywall_library(<room> SOURCES … LINK … [PRECOMPILE …]): the static library of one top-level folder.
function(tallywall_library room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK;PRECOMPILE")
    add_library(tallywall_${room} STATIC ${arg_SOURCES})
    add_library(Tallywall::${room} ALIAS tallywall_${room})
    target_link_libraries(tallywall_${room} PUBLIC ${arg_LINK} PRIVATE tallywall_rules)
    if(arg_PRECOMPILE)
        target_precompile_headers(tallywall_${room} PRIVATE ${arg_PRECOMPILE})
    endif()
endfunction()

# tallywall_test(<name> SOURCES … LINK … [LABELS …] [TIMEOUT seconds]): one test program, one CTest entry.
function(tallywall_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LINK;LABELS")
    add_executable(tst_${name} ${arg_SOURCES})
    set_target_properties(tst_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(tst_${name} PRIVATE tallywall_test_support ${arg_LINK} tallywall_rules)
    target_precompile_headers(tst_${name} REUSE_FROM tallywall_test_support)
    # What moc made is empty where a test includes its own .moc: without the precompiled header that is compiled in no time.
    set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/tst_${name}_autogen/mocs_compilation.cpp"
        PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    add_test(NAME ${name} COMMAND tst_${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TALLYWALL_BINARY=$<TARGET_FILE:tallywall>;TALLYWALL_SOURCE=${CMAKE_SOURCE_DIR}")
endfunction()
