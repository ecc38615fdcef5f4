# SPDX-FileCopyrightText: 2026 The Tallywall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# tallywall_theme_target(<target> TOKENS <tokens.json> OUTPUT <folder>): an interface target whose users may write
# #include "theme/tokens.h"; sets TALLYWALL_TOKENS_CSS in the caller to the style sheet of the same tokens.
function(tallywall_theme_target target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TOKENS;OUTPUT" "")
    set(script "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/GenerateTheme.cmake")
    set(header "${arg_OUTPUT}/theme/tokens.h")
    set(css "${arg_OUTPUT}/theme/tokens.css")
    add_custom_command(
        OUTPUT "${header}" "${css}"
        COMMAND "${CMAKE_COMMAND}" -D "TOKENS=${arg_TOKENS}" -D "HEADER=${header}" -D "CSS=${css}" -P "${script}"
        DEPENDS "${arg_TOKENS}" "${script}"
        COMMENT "Design tokens: theme/tokens.h, theme/tokens.css"
        VERBATIM)
    add_custom_target(${target}_files DEPENDS "${header}" "${css}")
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${arg_OUTPUT}")
    add_dependencies(${target} ${target}_files)
    set(TALLYWALL_TOKENS_CSS "${css}" PARENT_SCOPE)
endfunction()

# tallywall_icons_css(ICONS <svg>… OUTPUT <icons.css>): the rule that makes the page's style sheet of the icons, all of
# which stand in one folder.
function(tallywall_icons_css)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUTPUT" "ICONS")
    set(script "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/GenerateIconsCss.cmake")
    list(GET arg_ICONS 0 first)
    cmake_path(ABSOLUTE_PATH first)
    cmake_path(GET first PARENT_PATH folder)
    add_custom_command(
        OUTPUT "${arg_OUTPUT}"
        COMMAND "${CMAKE_COMMAND}" -D "ICONS=${folder}" -D "CSS=${arg_OUTPUT}" -P "${script}"
        DEPENDS ${arg_ICONS} "${script}"
        COMMENT "Icons of the page: icons.css"
        VERBATIM)
endfunction()
