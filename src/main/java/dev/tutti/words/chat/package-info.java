/** The words of a conversation: request, message, answer, usage, ids, money. Door: {@link dev.tutti.words.chat.ChatRequest}. */
@NullMarked
package dev.tutti.words.chat;

import org.jspecify.annotations.NullMarked;
