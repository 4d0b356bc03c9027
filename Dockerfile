# Two stages: the first installs exactly what requirements-container.lock names, each file checked by its hash and none
# built here; the second holds the result, the bot and its content.
FROM python:3.12-slim AS builder
RUN python -m venv --without-pip /venv
COPY requirements-container.lock .
RUN pip --python /venv/bin/python install --no-cache-dir --disable-pip-version-check --only-binary :all: \
        --require-hashes --requirement requirements-container.lock
COPY bot /app/bot
# compiled here, because the running container writes nothing outside /data
RUN /venv/bin/python -m compileall -q --invalidation-mode unchecked-hash /app/bot

FROM python:3.12-slim
# a fixed number, so that whoever owns the volume's files is the same after every upgrade
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin oligo \
    && install --directory --owner oligo --group oligo --mode 0700 /data
COPY --from=builder /venv /venv
WORKDIR /app
COPY --from=builder /app/bot bot
COPY content content
COPY seeds seeds
COPY LICENSE .
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OLIGO_DATA_DIR=/data \
    OLIGO_HEALTH_ADDRESS=127.0.0.1:8080
USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["python", "-m", "bot", "healthcheck"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
