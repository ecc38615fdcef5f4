# SPDX-FileCopyrightText: 2026 The Tallywall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# tallywall_page_target(<target> SOURCE <folder> OUTPUT <folder> FILES <path>… EXTRA [<path> <file>]…): a static
# library with :/page/<path>.gz for each path below SOURCE and for each EXTRA file from elsewhere. The bytes are
# those of gzip, stored as they are, to be sent with Content-Encoding: gzip. The same input gives the same bytes.
find_program(GZIP_PROGRAM gzip REQUIRED)

function(tallywall_page_target target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "SOURCE;OUTPUT" "FILES;EXTRA")
    set(pairs ${arg_EXTRA})
    foreach(path IN LISTS arg_FILES)
        list(APPEND pairs "${path}" "${arg_SOURCE}/${path}")
    endforeach()
    set(packed "")
    while(pairs)
        list(POP_FRONT pairs path source)
        set(output "${arg_OUTPUT}/${path}.gz")
        cmake_path(GET output PARENT_PATH folder)
        file(MAKE_DIRECTORY "${folder}")
        add_custom_command(
            OUTPUT "${output}"
            COMMAND "${GZIP_PROGRAM}" -9nc "${source}" > "${output}"
            DEPENDS "${source}"
            COMMENT "gzip ${path}"
            VERBATIM)
        list(APPEND packed "${output}")
    endwhile()
    add_library(${target} STATIC)
    target_link_libraries(${target} PUBLIC Qt6::Core)
    qt_add_resources(${target} ${target} PREFIX "/page" BASE "${arg_OUTPUT}" FILES ${packed} OPTIONS --no-compress)
endfunction()
