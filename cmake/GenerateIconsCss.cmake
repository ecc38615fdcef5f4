# SPDX-FileCopyrightText: 2026 The Tallywall authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D ICONS=folder -D CSS=icons.css -P GenerateIconsCss.cmake
# Makes one rule for each icon with the drawing inside it: the page asks for one file, and still has the icon that says
# "away" when the wall does not answer. The application's own icon is no mask and stays out.
cmake_minimum_required(VERSION 3.25)

file(GLOB icons "${ICONS}/*.svg")
set(rules "/* SPDX-FileCopyrightText: 2026 The Tallywall authors\n * SPDX-License-Identifier: GPL-3.0-or-later\n * Made from resources/icons by cmake/GenerateIconsCss.cmake. */\n")
foreach(icon IN LISTS icons)
    cmake_path(GET icon STEM name)
    if(name STREQUAL "tallywall")
        continue()
    endif()
    file(READ "${icon}" drawing)
    string(REGEX REPLACE "<!--[^>]*-->" "" drawing "${drawing}")
    string(REGEX REPLACE "[ \n]+" " " drawing "${drawing}")
    string(REPLACE "> <" "><" drawing "${drawing}")
    string(STRIP "${drawing}" drawing)
    string(REPLACE "%" "%25" drawing "${drawing}")
    string(REPLACE "#" "%23" drawing "${drawing}")
    string(REPLACE "\"" "'" drawing "${drawing}")
    string(REPLACE "<" "%3C" drawing "${drawing}")
    string(REPLACE ">" "%3E" drawing "${drawing}")
    string(APPEND rules ".icon-${name} { --icon: url(\"data:image/svg+xml,${drawing}\"); }\n")
endforeach()
file(WRITE "${CSS}" "${rules}")
