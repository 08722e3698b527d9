# A small image that runs as nobody in particular. Build for several platforms with
# docker buildx build --platform linux/amd64,linux/arm64 .
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY docs/reference docs/reference
COPY docs/linkcheck.1 docs/
COPY linkcheck linkcheck
RUN python -m venv /opt/linkcheck \
    && /opt/linkcheck/bin/python -m pip install --no-cache-dir --no-compile .

FROM python:3.13-slim
LABEL org.opencontainers.image.title="linkcheck" \
      org.opencontainers.image.description="Verifies the sources that articles cite." \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /opt/linkcheck /opt/linkcheck
ENV PATH="/opt/linkcheck/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["linkcheck"]
CMD ["--help"]
