/* Runs the firmware that mcconfig has built for Linux, mc.so, without a screen: desk-host PATH-OF-mc.so */

#include <dlfcn.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

#include "screen.h"

static GMainLoop *loop;
static int status;

static void stopLoop(txScreen *screen, int code)
{
	(void)screen;
	fprintf(stderr, "The machine has ended: code %d\n", code);
	status = 1;
	g_main_loop_quit(loop);
}

static void ignore(txScreen *screen)
{
	(void)screen;
}

static gboolean invoke(gpointer data)
{
	txScreen *screen = ((gpointer *)data)[0];
	GBytes *message = ((gpointer *)data)[1];
	gsize size;
	gconstpointer bytes = g_bytes_get_data(message, &size);
	(*screen->invoke)(screen, (char *)bytes, (int)size);
	g_bytes_unref(message);
	g_free(data);
	return G_SOURCE_REMOVE;
}

/* Messages are taken by the main loop, whichever thread has sent them. */
static void post(txScreen *screen, char *buffer, int size)
{
	gpointer *data = g_new(gpointer, 2);
	data[0] = screen;
	data[1] = g_bytes_new(buffer, (gsize)size);
	g_main_context_invoke(NULL, invoke, data);
}

static gboolean idle(gpointer screen)
{
	(*((txScreen *)screen)->idle)(screen);
	return G_SOURCE_CONTINUE;
}

/* The machine wants to be called from time to time: where it counts what it uses, it prints that. */
static void start(txScreen *screen, double intervalMilliseconds)
{
	g_timeout_add((guint)intervalMilliseconds, idle, screen);
}

int main(int argc, char **argv)
{
	void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW) : NULL;
	txScreenLaunchProc launch = library ? (txScreenLaunchProc)dlsym(library, "fxScreenLaunch") : NULL;
	if (launch == NULL) {
		fprintf(stderr, "desk-host PATH-OF-mc.so: %s\n", argc == 2 ? dlerror() : "one argument");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	txScreen *screen = calloc(1, sizeof(txScreen));
	if (screen == NULL)
		return 1;
	screen->abort = stopLoop;
	screen->bufferChanged = ignore;
	screen->formatChanged = ignore;
	screen->post = post;
	screen->start = start;
	screen->stop = ignore;
	g_mutex_init(&screen->workersMutex);
	loop = g_main_loop_new(NULL, FALSE);
	(*launch)(screen);
	if (screen->machine == NULL) {
		fprintf(stderr, "the machine was not made: its pools are too small\n");
		return 1;
	}
	g_main_loop_run(loop);
	return status;
}
