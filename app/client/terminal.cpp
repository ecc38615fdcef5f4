// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/terminal.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

namespace tallywall {

namespace {

constexpr char clearLine[] = "\r\033[K"; // ECMA-48, EL

} // namespace

Terminal::Terminal() : m_isTerminal(::isatty(STDERR_FILENO) == 1) { }

bool Terminal::print(const QByteArray &line)
{
    const auto size = static_cast<std::size_t>(line.size());
    return std::fwrite(line.constData(), 1, size, stdout) == size && std::fputc('\n', stdout) != EOF
            && std::fflush(stdout) == 0;
}

void Terminal::say(const QString &sentence)
{
    clearProgress();
    std::fprintf(stderr, "tallywall: %s\n", qUtf8Printable(sentence));
}

void Terminal::showProgress(const QString &text)
{
    clearProgress();
    m_hasProgress = m_isTerminal;
    std::fprintf(stderr, m_isTerminal ? "%s" : "%s\n", qUtf8Printable(text));
}

void Terminal::clearProgress()
{
    if (std::exchange(m_hasProgress, false))
        std::fputs(clearLine, stderr);
}

} // namespace tallywall
