#pragma once
#include <microhttpd.h>
#include <poll.h>
#include <stdbool.h>

/// What Swift gives to `MHD_start_daemon`, which is variadic and so cannot be called from Swift.
struct scrubjay_mhd_configuration {
  MHD_socket listen_socket;
  unsigned int threads;
  unsigned int connections;
  /// 0 for no limit.
  unsigned int connections_per_address;
  /// Bytes; request line, headers and the read buffer of one connection.
  size_t connection_memory;
  unsigned int idle_seconds;
  /// Given to every callback.
  void *context;
  MHD_AccessHandlerCallback on_request;
  void *(*on_request_line)(void *context, const char *target, struct MHD_Connection *connection);
  MHD_RequestCompletedCallback on_completed;
  MHD_NotifyConnectionCallback on_connection;
};

/// Starts a daemon that polls with epoll on its own threads and lets connections be suspended.
/// Null on failure, with the reason in errno.
static inline struct MHD_Daemon *scrubjay_mhd_start(const struct scrubjay_mhd_configuration *configuration) {
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME,
      0, NULL, NULL, configuration->on_request, configuration->context,
      MHD_OPTION_LISTEN_SOCKET, configuration->listen_socket,
      MHD_OPTION_THREAD_POOL_SIZE, configuration->threads,
      MHD_OPTION_CONNECTION_LIMIT, configuration->connections,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, configuration->connections_per_address,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, configuration->connection_memory,
      MHD_OPTION_CONNECTION_TIMEOUT, configuration->idle_seconds,
      MHD_OPTION_URI_LOG_CALLBACK, configuration->on_request_line, configuration->context,
      MHD_OPTION_NOTIFY_COMPLETED, configuration->on_completed, configuration->context,
      MHD_OPTION_NOTIFY_CONNECTION, configuration->on_connection, configuration->context,
      MHD_OPTION_END);
}

/// The socket of a connection; -1 if there is none.
static inline MHD_socket scrubjay_mhd_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

/// The address at the other end of a connection; null if unknown.
static inline const struct sockaddr *scrubjay_mhd_client_address(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : NULL;
}

/// What the connection callback stored for a connection; null if nothing.
static inline void *scrubjay_mhd_connection_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info ? info->socket_context : NULL;
}

/// Whether the other end of a socket has closed it, or its sending half.
static inline bool scrubjay_socket_is_abandoned(MHD_socket socket) {
#ifdef POLLRDHUP
  const short half_closed = POLLRDHUP;
#elif defined(__linux__)
  const short half_closed = 0x2000; // POLLRDHUP, which the headers show under _GNU_SOURCE only
#else
  const short half_closed = POLLHUP;
#endif
  struct pollfd descriptor = {.fd = socket, .events = half_closed, .revents = 0};
  return poll(&descriptor, 1, 0) == 1 && (descriptor.revents & (half_closed | POLLHUP | POLLERR)) != 0;
}
