# SPDX-FileCopyrightText: 2026 The Tallywall authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D TOKENS=tokens.json -D HEADER=tokens.h -D CSS=tokens.css -P GenerateTheme.cmake
# Makes the C++ header and the CSS custom properties from the design tokens. A colour that is not #rrggbb, or a
# number that is not whole, stops the build.
cmake_minimum_required(VERSION 3.25)

set(notice "Made from resources/theme/tokens.json by cmake/GenerateTheme.cmake: change it there.")
file(READ "${TOKENS}" json)

# tokens_of(<section> <out>): the names in one section.
function(tokens_of section out)
    string(JSON count LENGTH "${json}" ${section})
    math(EXPR last "${count} - 1")
    set(names "")
    foreach(index RANGE ${last})
        string(JSON name MEMBER "${json}" ${section} ${index})
        list(APPEND names ${name})
    endforeach()
    set(${out} ${names} PARENT_SCOPE)
endfunction()

# css_name(<camelCase> <out>): spacingTight → spacing-tight.
function(css_name name out)
    string(REGEX REPLACE "([A-Z])" "-\\1" dashed "${name}")
    string(TOLOWER "${dashed}" dashed)
    set(${out} "${dashed}" PARENT_SCOPE)
endfunction()

# number_of(<section> <name> <out>): a whole number.
function(number_of section name out)
    string(JSON value GET "${json}" ${section} ${name})
    if(NOT value MATCHES "^[0-9]+$")
        message(FATAL_ERROR "${TOKENS}: ${section}.${name} is \"${value}\", expected a whole number")
    endif()
    set(${out} ${value} PARENT_SCOPE)
endfunction()

set(indent_dark "    ")
set(indent_light "        ")
tokens_of(colours colours)
set(members "")
foreach(scheme IN ITEMS dark light)
    set(cpp_${scheme} "")
    set(css_${scheme} "")
endforeach()
foreach(name IN LISTS colours)
    string(APPEND members "    quint32 ${name};\n")
    css_name(${name} dashed)
    foreach(scheme IN ITEMS dark light)
        string(JSON value GET "${json}" colours ${name} ${scheme})
        if(NOT value MATCHES "^#([0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f])$")
            message(FATAL_ERROR "${TOKENS}: colours.${name}.${scheme} is \"${value}\", expected #rrggbb in small letters")
        endif()
        string(APPEND cpp_${scheme} "    .${name} = 0xff${CMAKE_MATCH_1},\n")
        string(APPEND css_${scheme} "${indent_${scheme}}--${dashed}: ${value};\n")
    endforeach()
endforeach()

set(constants "")
set(properties "")
tokens_of(lengths lengths)
foreach(name IN LISTS lengths)
    number_of(lengths ${name} value)
    css_name(${name} dashed)
    string(APPEND constants "inline constexpr int ${name} = ${value};\n")
    string(APPEND properties "    --${dashed}: ${value}px;\n")
endforeach()
tokens_of(durations durations)
foreach(name IN LISTS durations)
    number_of(durations ${name} value)
    css_name(${name} dashed)
    string(APPEND constants "inline constexpr int ${name}Ms = ${value};\n")
    string(APPEND properties "    --${dashed}: ${value}ms;\n")
endforeach()

file(CONFIGURE OUTPUT "${HEADER}" @ONLY CONTENT [=[
// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
// @notice@
#pragma once

#include <QtGlobal>

namespace tallywall::theme {

/// The colours of one scheme as 0xffRRGGBB: QColor::fromRgb(palette.text).
struct Palette {
@members@};

inline constexpr Palette dark{
@cpp_dark@};

inline constexpr Palette light{
@cpp_light@};

// Lengths in device-independent pixels, durations in milliseconds.
@constants@
} // namespace tallywall::theme
]=])

file(CONFIGURE OUTPUT "${CSS}" @ONLY CONTENT [=[
/* SPDX-FileCopyrightText: 2026 The Tallywall authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 * @notice@ */
:root {
    color-scheme: dark light;
@properties@@css_dark@}

@media (prefers-color-scheme: light) {
    :root {
        color-scheme: light;
@css_light@    }
}
]=])
# An unchanged file keeps its time under file(CONFIGURE), which would make the rule run for ever.
file(TOUCH "${HEADER}" "${CSS}")
